package org.trainyard.app.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobState;

/** How many jobs there are in each state. */
@Component
class JobMetrics implements MeterBinder {

  private final JobRepository repository;

  JobMetrics(JobRepository repository) {
    this.repository = repository;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (JobState state : JobState.values()) {
      Gauge.builder("trainyard.jobs", repository, jobs -> jobs.count(state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }
}
