package org.trainyard.app.idempotency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * The answers of the last day, by their keys. An answer is stored in the transaction that makes
 * what it speaks of, so that after a crash there are both or none; two processes that do the same
 * at a time meet at the primary key, and the later one takes the answer of the earlier. Safe for
 * all threads.
 */
@Component
public class IdempotencyStore {

  /** 24 hours, and some more for a clock that is set in between. */
  private static final Duration KEPT = Duration.ofHours(27);

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  IdempotencyStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What came of a request.
   *
   * @param replayed whether it was answered before
   */
  public record Result<T>(T answer, boolean replayed) {}

  /**
   * Answers a request, once.
   *
   * @param action does what is asked for, and calls {@link #store} in the transaction that does it
   * @param again makes the answer of what was stored
   * @throws ProblemException {@code idempotency-mismatch} if the key belongs to another body,
   *     {@code request-in-progress} while the first request with it is being answered
   */
  public <T> Result<T> once(
      IdempotencyKey key, Supplier<T> action, Function<StoredAnswer, T> again) {
    String name = key.operation() + "\n" + key.key();
    if (!inFlight.add(name)) {
      throw inProgress();
    }
    try {
      Optional<StoredAnswer> before = find(key);
      return before.isPresent()
          ? new Result<>(again.apply(before.get()), true)
          : perform(key, action, again);
    } finally {
      inFlight.remove(name);
    }
  }

  private <T> Result<T> perform(
      IdempotencyKey key, Supplier<T> action, Function<StoredAnswer, T> again) {
    try {
      return new Result<>(action.get(), false);
    } catch (DuplicateKeyException e) { // another process was faster
      return new Result<>(again.apply(find(key).orElseThrow(() -> e)), true);
    }
  }

  private Optional<StoredAnswer> find(IdempotencyKey key) {
    return jdbc.sql(
            """
            select body_sha256, location, body from idempotency_key
             where operation = :operation and client_key = :key and created_at >= :oldest
            """)
        .param("operation", key.operation())
        .param("key", key.key())
        .param("oldest", oldestKept())
        .query((row, _) -> {
          if (!row.getString("body_sha256").equals(key.bodySha256())) {
            throw mismatch();
          }
          return new StoredAnswer(row.getString("location"), row.getString("body"));
        })
        .optional();
  }

  /** Stores an answer, in the caller's transaction. */
  public void store(IdempotencyKey key, StoredAnswer answer) {
    jdbc.sql("delete from idempotency_key where created_at < :oldest")
        .param("oldest", oldestKept())
        .update();
    jdbc.sql(
            """
            insert into idempotency_key
                   (operation, client_key, body_sha256, created_at, location, body)
            values (:operation, :key, :sha256, :now, :location, :body)
            """)
        .param("operation", key.operation())
        .param("key", key.key())
        .param("sha256", key.bodySha256())
        .param("now", clock.millis())
        .param("location", answer.location())
        .param("body", answer.body())
        .update();
  }

  /** Before this answers are forgotten, whether they are still stored or not. */
  private long oldestKept() {
    return clock.millis() - KEPT.toMillis();
  }

  private static ProblemException inProgress() {
    return Problem.of(
            ProblemType.REQUEST_IN_PROGRESS,
            "The first request with this Idempotency-Key is still being answered; ask again in a moment.")
        .toException();
  }

  private static ProblemException mismatch() {
    return Problem.of(
            ProblemType.IDEMPOTENCY_MISMATCH,
            "This Idempotency-Key came with another body before; a new request needs a new key.")
        .toException();
  }
}
