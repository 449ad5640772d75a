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
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.QueuePlace;
import org.trainyard.app.job.lifecycle.StopReason;
import org.trainyard.app.job.queue.Admission;

/**
 * When a waiting job will start, about: the work before it, divided by the cores. What trainings
 * were thought to take is corrected by what the last ones took. Safe for all threads.
 */
@Component
class StartForecast implements JobObserver {

  /** Share of the newest training in the correction. */
  private static final double WEIGHT = 0.2;

  private final JobRepository jobs;
  private final Admission admission;
  private final InstantSource clock;
  private double pace = 1; // this is its lock

  StartForecast(JobRepository jobs, Admission admission, InstantSource clock) {
    this.jobs = jobs;
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * What is known at a moment.
   *
   * @param pace how many times longer trainings take than was thought
   * @param secondsRunning that the running jobs have before them, on one core
   */
  record Outlook(Instant now, double pace, double secondsRunning, int cores) {

    /** When the job at that place will start, to the second. */
    Instant startAt(QueuePlace place) {
      double seconds = (secondsRunning + pace * place.secondsBefore()) / cores;
      return now.plus(Duration.ofMillis((long) (1000 * seconds))).truncatedTo(ChronoUnit.SECONDS);
    }
  }

  Outlook look() {
    double known = pace();
    return new Outlook(clock.instant(), known, jobs.secondsRunning(known), admission.cores());
  }

  private synchronized double pace() {
    return pace;
  }

  /** Learns from trainings that did all they had to do. */
  @Override
  public void moved(JobMove move) {
    @Nullable Job before = move.before();
    if (before != null && move.stopReason() == StopReason.COMPLETED) {
      double seconds = before.elapsed().toMillis() / 1e3;
      jobs.expectedSeconds(move.job()).ifPresent(expected -> learn(seconds / expected));
    }
  }

  private synchronized void learn(double ratio) {
    pace = (1 - WEIGHT) * pace + WEIGHT * ratio;
  }
}
