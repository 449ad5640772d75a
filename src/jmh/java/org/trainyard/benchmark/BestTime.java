package org.trainyard.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.TrainingListener;

/**
 * Remembers the fastest epoch of some seconds of a training. They begin when the JIT compiler has
 * been quiet for a while: before, its threads take the cores from a training that uses all of them.
 */
final class BestTime implements TrainingListener, StopSignal {

  private static final int LEAST_EPOCHS = 2;

  private final LongSupplier nanoClock;
  private final long nanos;
  private final JitCompiler compiler;
  private long start;
  private double seconds = Double.POSITIVE_INFINITY;
  private int epochs;

  /**
   * A measurement.
   *
   * @param duration in seconds, after the warm-up
   */
  BestTime(LongSupplier nanoClock, double duration) {
    this.nanoClock = nanoClock;
    this.nanos = (long) (duration * TimeUnit.SECONDS.toNanos(1));
    this.compiler = new JitCompiler(nanoClock);
  }

  /** Seconds of the fastest epoch; infinite before there is one. */
  double seconds() {
    return seconds;
  }

  @Override
  public void epochEnded(EpochResult result) {
    if (epochs == 0 && compiler.isBusy()) {
      return;
    }
    if (epochs == 0) {
      start = nanoClock.getAsLong();
    } else {
      seconds = Math.min(seconds, result.elapsedNanos() / 1e9);
    }
    epochs++;
  }

  @Override
  public boolean isStopRequested() {
    return epochs > LEAST_EPOCHS && nanoClock.getAsLong() - start > nanos;
  }
}
