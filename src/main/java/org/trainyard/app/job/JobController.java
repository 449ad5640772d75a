package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.context.request.WebRequest;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.idempotency.IdempotencyStore;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.storage.Sha256;
import org.trainyard.app.web.Page;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs", description = "Train networks and watch them learn")
class JobController {

  private static final Pattern WAIT = Pattern.compile("\\bwait=([0-9]{1,4})\\b");
  private static final long MAX_WAIT_SECONDS = 60;

  private static final String RETRY_AFTER = "2";
  private static final int TAG_LENGTH = 32;
  private static final String KEY_WORDS =
      "A text of the client's own: the same request sent again under it within 24 hours gets the same"
          + " answer, and no second job is made";

  private final JobService jobs;
  private final JobSubmission submission;
  private final JobReview review;
  private final JobView view;
  private final JsonMapper json;

  JobController(
      JobService jobs, JobSubmission submission, JobReview review, JobView view, JsonMapper json) {
    this.jobs = jobs;
    this.submission = submission;
    this.review = review;
    this.view = view;
    this.json = json;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
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
  @ApiResponse(
      responseCode = "202",
      description = "The job, which is in the queue",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  ResponseEntity<String> submit(
      @Parameter(description = KEY_WORDS, example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")
          @RequestHeader(value = "Idempotency-Key", required = false)
          @Nullable String idempotencyKey,
      @RequestBody(required = false) byte @Nullable [] specification) {
    byte[] body = specification == null ? new byte[0] : specification;
    IdempotencyStore.Result result =
        submission.submit(body, IdempotencyKey.of(idempotencyKey, "POST /api/v1/jobs", body));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.accepted()
            .location(URI.create(result.answer().location()))
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    if (result.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(result.answer().body());
  }

  @GetMapping
  @Operation(
      summary = "List jobs, the newest first",
      description =
          "state: one or several with commas between them; label: name:value, several times if need"
              + " be; sort: createdAt or priority, with a minus for the other direction")
  Page<JobResponse> list(
      @RequestParam(name = "state", required = false) @Nullable List<String> state,
      @RequestParam(name = "label", required = false) @Nullable List<String> label,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(hidden = true) WebRequest request) {
    // Not from the argument: Spring would cut a label at its commas.
    String @Nullable [] labels = request.getParameterValues("label");
    JobListing listing =
        JobListing.of(
            state == null ? List.of() : state,
            labels == null ? List.of() : List.of(labels),
            sort,
            limit,
            cursor);
    return Page.cut(jobs.list(listing), listing.limit(), listing::cursorAfter).map(view::of);
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "A job with its progress",
      description =
          "Prefer: wait=30 holds the answer until the state changes or 30 s pass (at most 60)."
              + " If-None-Match with the ETag of an earlier answer is answered with 304 while"
              + " nothing has changed.")
  ResponseEntity<JobResponse> get(
      @PathVariable String id,
      @RequestHeader(value = "Prefer", required = false) @Nullable String prefer)
      throws InterruptedException {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    if (!wait.find()) {
      return shown(jobs.get(id), ResponseEntity.ok());
    }
    long seconds = Math.min(MAX_WAIT_SECONDS, Long.parseLong(wait.group(1)));
    Job job = jobs.await(id, Duration.ofSeconds(seconds));
    return shown(job, ResponseEntity.ok().header("Preference-Applied", "wait=" + seconds));
  }

  /** Whoever asks again with the tag of an answer gets 304 while it would be the same. */
  private ResponseEntity<JobResponse> shown(Job job, ResponseEntity.BodyBuilder answer) {
    JobResponse shown = view.of(job);
    if (!shown.done()) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    return answer.cacheControl(CacheControl.noCache()).eTag(tag(shown)).body(shown);
  }

  private String tag(JobResponse shown) {
    return Sha256.hex(json.writeValueAsBytes(shown)).substring(0, TAG_LENGTH);
  }

  @PostMapping(path = "/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Check a training without submitting it",
      description =
          "Says what would be refused, what is allowed and seldom wanted, the specification with every"
              + " default, and its cost: the time is that of this machine while nothing else runs on it")
  Validation validate(@RequestBody(required = false) byte @Nullable [] specification) {
    return review.of(specification == null ? new byte[0] : specification);
  }

  @GetMapping("/{id}/diagnostics")
  @Operation(summary = "What every layer looked like in every epoch, and what was found")
  Diagnostics diagnostics(@PathVariable String id) {
    return jobs.diagnostics(id);
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
  @Operation(
      summary = "Delete a job that has ended; its model stays",
      description = "If-Match with the ETag of an answer deletes it only if it is still the same")
  ResponseEntity<Void> delete(
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
    if (ifMatch != null) {
      requireSame(view.of(jobs.get(id)), ifMatch);
    }
    jobs.delete(id);
    return ResponseEntity.noContent().build();
  }

  private void requireSame(JobResponse now, String ifMatch) {
    List<String> tags = Stream.of(ifMatch.split(",")).map(String::strip).toList();
    if (!tags.contains("*") && !tags.contains("\"" + tag(now) + "\"")) {
      throw Problem.of(
              ProblemType.PRECONDITION_FAILED,
              "The job is not what it was when that ETag was given; look at it again.")
          .with("header", "If-Match")
          .toException();
    }
  }
}
