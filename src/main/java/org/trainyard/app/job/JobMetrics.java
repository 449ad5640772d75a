package org.trainyard.app.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobMove;
import org.trainyard.app.job.lifecycle.JobObserver;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.run.RunningJobs;

/**
 * What operators watch of jobs: how many there are in each state (the state {@code queued} is the
 * length of the queue), how long they waited, how they ended. Ids are never tags.
 */
@Component
class JobMetrics implements MeterBinder, JobObserver {

  private final JobRepository jobs;
  private final RunningJobs running;
  private final ObjectProvider<MeterRegistry> meters;
  private final InstantSource clock;

  JobMetrics(
      JobRepository jobs,
      RunningJobs running,
      ObjectProvider<MeterRegistry> meters,
      InstantSource clock) {
    this.jobs = jobs;
    this.running = running;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (JobState state : JobState.values()) {
      Gauge.builder("trainyard.jobs", jobs, all -> all.count(state))
          .description("Jobs in a state, of all services on the database")
          .tag("state", word(state))
          .register(registry);
    }
    Gauge.builder("trainyard.training.samples.rate", running, RunningJobs::samplesPerSecond)
        .description("Samples per second of the trainings of this process")
        .register(registry);
    Timer _ = queueWait(registry);
  }

  @Override
  public void moved(JobMove move) {
    @Nullable MeterRegistry registry = meters.getIfAvailable();
    if (registry == null) {
      return;
    }
    @Nullable Job before = move.before();
    if (move.to().isEnd()) {
      ended(move, registry).increment();
    } else if (move.to() == JobState.RUNNING && before != null && before.attempts() == 0) {
      Duration waited = Duration.between(before.createdAt(), clock.instant());
      queueWait(registry).record(waited.isNegative() ? Duration.ZERO : waited);
    }
  }

  private static Counter ended(JobMove move, MeterRegistry registry) {
    String reason =
        move.stopReason() == null
            ? move.reason()
            : move.stopReason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Counter.builder("trainyard.jobs.ended")
        .description("Jobs that ended, by their last state and why")
        .tag("state", word(move.to()))
        .tag("reason", reason)
        .register(registry);
  }

  private static Timer queueWait(MeterRegistry registry) {
    return Timer.builder("trainyard.jobs.queue.wait")
        .description("Time from the submission of a job to its first run")
        .publishPercentileHistogram(false)
        .register(registry);
  }

  private static String word(JobState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
