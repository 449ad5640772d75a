package org.trainyard.app.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobMove;
import org.trainyard.app.job.lifecycle.JobObserver;
import org.trainyard.app.job.lifecycle.QueueFigures;
import org.trainyard.app.job.lifecycle.QueuePlace;
import org.trainyard.app.job.lifecycle.StopReason;
import org.trainyard.app.job.queue.Admission;

/**
 * When a waiting job will start, about: the work before it, divided by the cores. What trainings
 * were thought to take is corrected by what the last ones took: {@link TrainingPace}. Safe for all
 * threads.
 */
@Component
class StartForecast implements JobObserver {

  private final QueueFigures queue;
  private final Admission admission;
  private final InstantSource clock;
  private TrainingPace pace = TrainingPace.START; // this is its lock

  StartForecast(QueueFigures queue, Admission admission, InstantSource clock) {
    this.queue = queue;
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * What is known at a moment.
   *
   * @param pace how much longer trainings take than was thought
   * @param secondsRunning that the running jobs have before them, on one core
   */
  record Outlook(Instant now, TrainingPace pace, double secondsRunning, int cores) {

    /** When the job at that place will start, to the second. */
    Instant startAt(QueuePlace place) {
      double before = pace.seconds(place.secondsBefore(), place.position() - 1);
      double seconds = (secondsRunning + before) / cores;
      return now.plus(Duration.ofMillis((long) (1000 * seconds))).truncatedTo(ChronoUnit.SECONDS);
    }
  }

  Outlook look() {
    TrainingPace known = pace();
    double running = queue.secondsRunning(known.factor());
    return new Outlook(clock.instant(), known, running, admission.cores());
  }

  private synchronized TrainingPace pace() {
    return pace;
  }

  /** Learns from trainings that did all they had to do. */
  @Override
  public void moved(JobMove move) {
    @Nullable Job before = move.before();
    if (before != null && move.stopReason() == StopReason.COMPLETED) {
      double seconds = before.elapsed().toMillis() / 1e3;
      queue.expectedSeconds(move.job()).ifPresent(expected -> learn(expected, seconds));
    }
  }

  private synchronized void learn(double expected, double seconds) {
    pace = pace.after(expected, seconds);
  }
}
