package org.trainyard.app.job.run;

import java.time.Duration;
import org.trainyard.engine.training.StopSignal;

/**
 * Stops a run when its training has taken longer than any may, the time of earlier runs included.
 * Belongs to the thread that trains.
 */
final class WallTime implements StopSignal {

  private final StopSignal others;
  private final RunningJobs.Run run;
  private final Duration most;
  private boolean over;

  WallTime(StopSignal others, RunningJobs.Run run, Duration most) {
    this.others = others;
    this.run = run;
    this.most = most;
  }

  @Override
  public boolean isStopRequested() {
    if (others.isStopRequested()) {
      return true;
    }
    over = over || run.elapsed().compareTo(most) > 0;
    return over;
  }

  /** Whether it is this that stopped the run. */
  boolean isOver() {
    return over;
  }
}
