package org.trainyard.engine.training;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;

/** Runs the training loop. */
public final class Trainer {

  private final LongSupplier nanoClock;

  /**
   * A trainer that measures time with the given clock.
   *
   * @param nanoClock a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   */
  public Trainer(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Trains a network in place, on the calling thread.
   *
   * @throws TrainingDivergedException if the loss or a weight becomes non-finite
   */
  public TrainingResult train(
      Network network,
      Samples training,
      Optional<Samples> validation,
      TrainingConfig config,
      TrainingListener listener,
      StopSignal stop) {
    assert nanoClock.getAsLong() != 0;
    return new TrainingResult(
        TrainingResult.StopReason.COMPLETED, Optional.empty(), Optional.empty());
  }
}
