package org.trainyard.app.storage;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.concurrent.Futures;

/**
 * Transactions that nobody waits for longer than they take: what a thread of low priority begins is
 * done by one of the usual priority, while the first waits. It would hold what all others wait for,
 * and wait itself until they leave it a processor.
 */
final class PromptTransactions extends TransactionTemplate {

  private static final long serialVersionUID = 1L;

  PromptTransactions(PlatformTransactionManager manager) {
    super(manager);
  }

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    boolean isLow = Thread.currentThread().getPriority() < Thread.NORM_PRIORITY;
    return isLow && !TransactionSynchronizationManager.isActualTransactionActive()
        ? elsewhere(action)
        : super.execute(action);
  }

  /** Joined whatever happens: an interrupt does not end a write that is under way. */
  private <T extends @Nullable Object> T elsewhere(TransactionCallback<T> action) {
    @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
    return Futures.join(
        CompletableFuture.<T>supplyAsync(
            () -> {
              if (context != null) {
                MDC.setContextMap(context);
              }
              return super.execute(action);
            },
            work -> Thread.ofVirtual().name("transaction").start(work)));
  }
}
