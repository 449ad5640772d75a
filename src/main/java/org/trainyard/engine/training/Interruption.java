package org.trainyard.engine.training;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.engine.training.TrainingResult.StopReason;

/**
 * What may end a training between two of its steps, or two batches of its validation: a stop that
 * was asked for, or the end of its time. Once it has come it stays, and remembers what it was.
 */
final class Interruption implements StopSignal {

  private final StopSignal stop;
  private final Optional<Duration> limit;
  private final LongSupplier elapsedNanos;
  private Optional<StopReason> reason = Optional.empty();

  /**
   * An interruption that has not come yet.
   *
   * @param elapsedNanos time that was spent on the training so far
   */
  Interruption(StopSignal stop, Optional<Duration> limit, LongSupplier elapsedNanos) {
    this.stop = stop;
    this.limit = limit;
    this.elapsedNanos = elapsedNanos;
  }

  @Override
  public boolean isStopRequested() {
    if (stop.isStopRequested()) {
      reason = Optional.of(StopReason.STOP_REQUESTED);
    } else if (limit.isPresent() && elapsedNanos.getAsLong() >= limit.get().toNanos()) {
      reason = Optional.of(StopReason.TIME_LIMIT);
    }
    return reason.isPresent();
  }

  /** Why; there must have been an interruption. */
  StopReason reason() {
    return reason.orElseThrow();
  }
}
