package org.trainyard.app.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;

/** Answers are kept for a day, on both databases. */
class IdempotencyStoreTests {

  private static final IdempotencyKey KEY = new IdempotencyKey("POST /x", "key", "0");

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @ParameterizedTest
  @EnumSource(Database.class)
  void forgetsAKeyThatNothingCameAfter(Database kind) {
    try (HikariDataSource source = TestDatabase.create(kind, folder).migrated()) {
      IdempotencyStore store = new IdempotencyStore(JdbcClient.create(source), now::get);

      assertThat(once(store, "first")).isEqualTo(result("first", false));
      pass(Duration.ofHours(24));
      assertThat(once(store, "second")).isEqualTo(result("first", true));
      pass(Duration.ofDays(7));
      assertThat(once(store, "third")).isEqualTo(result("third", false));
      assertThat(once(store, "fourth")).isEqualTo(result("third", true));
    }
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private static IdempotencyStore.Result<StoredAnswer> once(IdempotencyStore store, String body) {
    StoredAnswer answer = new StoredAnswer("/x", body);
    return store.once(
        KEY,
        () -> {
          store.store(KEY, answer);
          return answer;
        },
        stored -> stored);
  }

  private static IdempotencyStore.Result<StoredAnswer> result(String body, boolean replayed) {
    return new IdempotencyStore.Result<>(new StoredAnswer("/x", body), replayed);
  }
}
