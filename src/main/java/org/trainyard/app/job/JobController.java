package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.run.EpochMetrics;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs", description = "Train networks and watch them learn")
class JobController {

  private static final Pattern WAIT = Pattern.compile("\\bwait=([0-9]{1,4})\\b");
  private static final long MAX_WAIT_SECONDS = 60;

  private final JobService jobs;
  private final JobView view;

  JobController(JobService jobs, JobView view) {
    this.jobs = jobs;
    this.view = view;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Submit a training",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = JobSpecification.class),
                      examples =
                          @ExampleObject(
                              name = "spiral",
                              description = "After POST /datasets/generate with its own example",
                              value =
                                  """
                                  {
                                    "dataset": "spiral",
                                    "target": "label",
                                    "network": {"hidden": [50]},
                                    "optimizer": {"type": "adam", "learningRate": 0.01},
                                    "training": {"epochs": 50, "batchSize": 20, "seed": 1},
                                    "model": {"name": "spiral"}
                                  }
                                  """))))
  ResponseEntity<JobResponse> submit(
      @RequestBody(required = false) byte @Nullable [] specification) {
    Job job = jobs.submit(specification == null ? new byte[0] : specification);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + job.id()))
        .header("Retry-After", "2")
        .body(view.of(job));
  }

  @GetMapping
  @Operation(summary = "List jobs, the newest first")
  Page<JobResponse> list(
      @RequestParam(required = false) @Nullable JobState state,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = Cursor.limit(limit);
    List<Job> found =
        jobs.before(Cursor.parse(cursor, 1).key(), state == null ? "" : state.name(), size + 1);
    return Page.of(view.of(found), size, JobResponse::id);
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "A job with its progress",
      description = "Prefer: wait=30 holds the answer until the state changes or 30 s pass")
  ResponseEntity<JobResponse> get(
      @PathVariable String id,
      @RequestHeader(value = "Prefer", required = false) @Nullable String prefer)
      throws InterruptedException {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    if (!wait.find()) {
      return ResponseEntity.ok(view.of(jobs.get(id)));
    }
    long seconds = Math.min(MAX_WAIT_SECONDS, Long.parseLong(wait.group(1)));
    return ResponseEntity.ok()
        .header("Preference-Applied", "wait=" + seconds)
        .body(view.of(jobs.await(id, Duration.ofSeconds(seconds))));
  }

  @GetMapping("/{id}/metrics")
  @Operation(summary = "The learning curve")
  LearningCurve metrics(@PathVariable String id) {
    return new LearningCurve(jobs.epochs(id));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Cancel a job; a running one stops within one minibatch")
  ResponseEntity<JobResponse> cancel(@PathVariable String id) {
    return ResponseEntity.accepted().body(view.of(jobs.cancel(id)));
  }

  @PostMapping("/{id}/pause")
  @Operation(
      summary = "Pause a job; a running one stops within one minibatch",
      description = "It keeps its place in the training; resume goes on with the very next step")
  ResponseEntity<JobResponse> pause(@PathVariable String id) {
    return ResponseEntity.accepted().body(view.of(jobs.pause(id)));
  }

  @PostMapping("/{id}/resume")
  @Operation(summary = "Let a paused job go on, from the step at which it stopped")
  ResponseEntity<JobResponse> resume(@PathVariable String id) {
    return ResponseEntity.accepted().body(view.of(jobs.resume(id)));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Delete a job that has ended; its model stays")
  ResponseEntity<Void> delete(@PathVariable String id) {
    jobs.delete(id);
    return ResponseEntity.noContent().build();
  }

  /** The epochs so far. */
  record LearningCurve(List<EpochMetrics> epochs) {}
}
