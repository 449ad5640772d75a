package org.trainyard.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PromptTransactionsTests {

  private final PromptTransactions transactions =
      new PromptTransactions(
          new JdbcTransactionManager(new DriverManagerDataSource("jdbc:sqlite::memory:")));

  @Test
  void aThreadOfLowPriorityLetsAnotherWrite() {
    Thread writer = behindAllOthers(() -> transactions.execute(_ -> Thread.currentThread()));
    assertThat(writer.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
    assertThat(writer.getName()).isEqualTo("transaction");
  }

  @Test
  void anyOtherThreadWritesItself() {
    assertThat(transactions.<Thread>execute(_ -> Thread.currentThread()))
        .isSameAs(Thread.currentThread());
  }

  @Test
  void whatIsBegunWithinATransactionBelongsToIt() {
    boolean joined =
        behindAllOthers(() ->
            transactions.execute(outer ->
                transactions.<Boolean>execute(inner ->
                    !inner.isNewTransaction()
                        && TransactionSynchronizationManager.isActualTransactionActive())));
    assertThat(joined).isTrue();
  }

  @Test
  void itsLinesInTheLogSayWhoseTheyAre() {
    String job =
        behindAllOthers(() -> {
          try (MDC.MDCCloseable _ = MDC.putCloseable("job", "job_1")) {
            return transactions.execute(_ -> MDC.get("job"));
          }
        });
    assertThat(job).isEqualTo("job_1");
  }

  @Test
  void whatItThrowsIsThrown() {
    IllegalStateException mistake = new IllegalStateException("a mistake");
    assertThatThrownBy(() ->
            behindAllOthers(() ->
                transactions.<String>execute(_ -> {
                  throw mistake;
                })))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(mistake);
  }

  @SuppressWarnings("ThreadPriorityCheck") // is what this is about
  private static <T> T behindAllOthers(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
            work,
            task ->
                Thread.ofPlatform()
                    .priority(Thread.MIN_PRIORITY)
                    .daemon()
                    .name("behind all others")
                    .start(task))
        .join();
  }
}
