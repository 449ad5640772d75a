package org.trainyard.app.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.StartForecast.Outlook;
import org.trainyard.app.job.lifecycle.EventType;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobEvent;
import org.trainyard.app.job.lifecycle.JobEvents;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.lifecycle.QueueFigures;
import org.trainyard.app.job.lifecycle.QueuePlace;
import org.trainyard.app.job.reproduction.Reproduction;
import org.trainyard.app.job.reproduction.ReproductionStore;
import org.trainyard.app.job.run.EpochMetrics;
import org.trainyard.app.job.run.RunningJobs;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.web.JsonDocument;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what a client sees of a job. */
@Component
class JobView {

  private final QueueFigures queue;
  private final JobEvents events;
  private final ReproductionStore reproductions;
  private final RunningJobs running;
  private final StartForecast forecast;
  private final JsonMapper json;

  JobView(
      QueueFigures queue,
      JobEvents events,
      ReproductionStore reproductions,
      RunningJobs running,
      StartForecast forecast,
      JsonMapper json) {
    this.queue = queue;
    this.events = events;
    this.reproductions = reproductions;
    this.running = running;
    this.forecast = forecast;
    this.json = json;
  }

  JobResponse of(Job job) {
    return of(job, resolved(job));
  }

  /** The same for who has the specification already. */
  JobResponse of(Job job, ResolvedSpecification resolved) {
    @Nullable QueuePlace place = isQueued(job) ? queue.place(job) : null;
    return of(
        job,
        resolved,
        events.data(job.id(), EventType.STATE),
        waitOf(place, look(place)),
        reproductions.find(job.id()).orElse(null));
  }

  List<JobResponse> of(List<Job> some) {
    Map<String, List<String>> moves =
        events.of(some.stream().map(Job::id).toList(), EventType.STATE).stream()
            .collect(
                Collectors.groupingBy(
                    JobEvent::job, Collectors.mapping(JobEvent::data, Collectors.toList())));
    Map<String, Reproduction> again = reproductions.of(some.stream().map(Job::id).toList());
    Map<String, QueuePlace> places =
        queue.places(some.stream().filter(JobView::isQueued).map(Job::id).toList());
    @Nullable Outlook outlook = places.isEmpty() ? null : forecast.look();
    return some.stream()
        .map(job ->
            of(
                job,
                resolved(job),
                moves.getOrDefault(job.id(), List.of()),
                waitOf(places.get(job.id()), outlook),
                again.get(job.id())))
        .toList();
  }

  private static boolean isQueued(Job job) {
    return job.state() == JobState.QUEUED;
  }

  private @Nullable Outlook look(@Nullable QueuePlace place) {
    return place == null ? null : forecast.look();
  }

  /** How long a job waits. */
  private record Wait(long position, Instant startAt) {}

  private static @Nullable Wait waitOf(@Nullable QueuePlace place, @Nullable Outlook outlook) {
    return place == null || outlook == null
        ? null
        : new Wait(place.position(), outlook.startAt(place));
  }

  private ResolvedSpecification resolved(Job job) {
    return json.readValue(job.resolved(), ResolvedSpecification.class);
  }

  private JobResponse of(
      Job job,
      ResolvedSpecification resolved,
      List<String> moves,
      @Nullable Wait wait,
      @Nullable Reproduction again) {
    @Nullable EpochMetrics latest = epoch(job.latest());
    return new JobResponse(
        job.id(),
        job.name(),
        job.state(),
        job.state().isEnd(),
        wait == null ? null : wait.position(),
        wait == null ? null : wait.startAt(),
        job.priority(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt(),
        JobResponse.Progress.of(job, resolved.training().epochs(), latest, run(job)),
        JsonDocument.of(job.specification()),
        resolved,
        moves.stream().map(move -> json.readValue(move, JobResponse.Transition.class)).toList(),
        job.stopRequested(),
        job.stopReason(),
        latest,
        epoch(job.best()),
        job.modelName() == null ? null : new ModelReference(job.modelName(), job.modelVersion()),
        again == null ? null : JobResponse.Reproduced.of(again),
        job.failure() == null ? null : json.readValue(job.failure(), JobResponse.Failure.class),
        job.attempts(),
        resolved.labels());
  }

  /** A run that has just written the job's end is still there for a moment: it has no say. */
  private RunningJobs.@Nullable Run run(Job job) {
    return job.state() == JobState.RUNNING ? running.find(job.id()).orElse(null) : null;
  }

  private @Nullable EpochMetrics epoch(@Nullable String metrics) {
    return metrics == null ? null : json.readValue(metrics, EpochMetrics.class);
  }
}
