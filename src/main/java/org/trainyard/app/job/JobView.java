package org.trainyard.app.job;

import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.specification.ResolvedSpecification;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what a client sees of a job. */
@Component
class JobView {

  private final JobRepository repository;
  private final RunningJobs running;
  private final JsonMapper json;
  private final InstantSource clock;

  JobView(JobRepository repository, RunningJobs running, JsonMapper json, InstantSource clock) {
    this.repository = repository;
    this.running = running;
    this.json = json;
    this.clock = clock;
  }

  JobResponse of(Job job) {
    List<EpochMetrics> curve =
        repository.epochs(job.id()).stream()
            .map(epoch -> json.readValue(epoch, EpochMetrics.class))
            .toList();
    ResolvedSpecification resolved = json.readValue(job.resolved(), ResolvedSpecification.class);
    int epochs = resolved.training().epochs();
    RunningJobs.Position position =
        running
            .find(job.id())
            .map(RunningJobs.Run::position)
            .orElse(new RunningJobs.Position(0, 0, 0));
    return JobResponse.of(
        job,
        JobResponse.Progress.of(job, epochs, curve, position, clock.instant()),
        curve,
        repository.transitions(job.id()),
        job.state() == JobState.QUEUED ? repository.queuePosition(job) : null,
        resolved.labels());
  }
}
