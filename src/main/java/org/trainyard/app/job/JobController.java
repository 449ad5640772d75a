package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.web.JsonDocument;
import org.trainyard.app.web.Page;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

@RestController
@Tag(name = "Jobs")
class JobController implements JobApi {

  private static final Pattern WAIT = Pattern.compile("\\bwait=([0-9]{1,4})\\b");
  private static final long MAX_WAIT_SECONDS = 60;

  private static final String KEY_WORDS =
      "A text of the client's own: the same request sent again under it within 24 hours gets the same"
          + " answer, and no second job is made";

  private static final String ENDED = "The job has ended.";

  private final JobService jobs;
  private final JobSubmission submission;
  private final JobReview review;
  private final JobView view;
  private final JobTag tag;
  private final HttpServletRequest request; // of the calling thread

  JobController(
      JobService jobs,
      JobSubmission submission,
      JobReview review,
      JobView view,
      JobTag tag,
      HttpServletRequest request) {
    this.jobs = jobs;
    this.submission = submission;
    this.review = review;
    this.view = view;
    this.tag = tag;
    this.request = request;
  }

  @Override
  @ResponseStatus(HttpStatus.ACCEPTED)
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
      description = "Accepted; also the same answer again, then with Idempotency-Replayed: true",
      headers = {
        @Header(
            name = "Location",
            description = "The address of the job",
            schema = @Schema(type = "string")),
        @Header(
            name = "Retry-After",
            description = "Seconds after which to look",
            schema = @Schema(type = "string"))
      },
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "409",
      description = "The first request under this Idempotency-Key is still being answered.")
  @ApiResponse(
      responseCode = "429",
      description = "The queue is full.",
      headers =
          @Header(name = "Retry-After", description = "Seconds", schema = @Schema(type = "string")))
  public ResponseEntity<JobResponse> submitJob(
      @Parameter(description = KEY_WORDS, example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")
          @Nullable String idempotencyKey,
      @Nullable JsonDocument specification) {
    byte[] body = bytes(specification);
    return SubmissionAnswers.of(
        submission.submit(body, IdempotencyKey.of(idempotencyKey, "POST /api/v1/jobs", body)));
  }

  private static byte[] bytes(@Nullable JsonDocument document) {
    return document == null ? new byte[0] : document.bytes();
  }

  @Override
  @Operation(
      summary = "List jobs, the newest first",
      description =
          "Several filters hold together: jobs in one of the states that have all of the labels")
  public Page<JobResponse> listJobs(
      @Parameter(description = "One or several, with commas between them", example = "RUNNING")
          @Nullable List<String> state,
      @Parameter(description = "name:value; several times if need be", example = "team:vision")
          @Nullable List<String> label,
      @Parameter(
              description = "createdAt or priority, with a minus for the other direction",
              example = "-createdAt")
          @Nullable String sort,
      @Nullable String limit,
      @Nullable String cursor) {
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

  @Override
  @Operation(
      summary = "A job with its progress",
      description =
          "Prefer: wait=30 holds the answer until the state changes or 30 s pass (at most 60)."
              + " If-None-Match with the ETag of an earlier answer is answered with 304 while"
              + " nothing has changed.")
  @ApiResponse(
      responseCode = "200",
      description = "The job",
      headers = {
        @Header(
            name = "ETag",
            description =
                "Changes with the job, not with the clock alone; weak (W/) until the job has ended",
            schema = @Schema(type = "string")),
        @Header(
            name = "Preference-Applied",
            description = "wait=30, if that was asked",
            schema = @Schema(type = "string"))
      },
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "304", description = "Nothing has changed", content = @Content)
  public ResponseEntity<JobResponse> getJob(
      String id,
      @Parameter(description = "wait=30 waits for the next state", example = "wait=30")
          @Nullable String prefer,
      @Nullable String ifNoneMatch) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    if (!wait.find()) {
      return shown(jobs.get(id), ifNoneMatch, ResponseEntity.ok());
    }
    long seconds = Math.min(MAX_WAIT_SECONDS, Long.parseLong(wait.group(1)));
    Job job = jobs.await(id, Duration.ofSeconds(seconds));
    return shown(
        job, ifNoneMatch, ResponseEntity.ok().header("Preference-Applied", "wait=" + seconds));
  }

  /** Whoever asks again with the tag of an answer gets 304 while it would say the same. */
  private ResponseEntity<JobResponse> shown(
      Job job, @Nullable String ifNoneMatch, ResponseEntity.BodyBuilder answer) {
    JobResponse shown = view.of(job);
    if (ifNoneMatch != null && ifNoneMatch.strip().equals("*")) { // Spring knows tags alone
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag.of(shown)).build();
    }
    if (!shown.done()) {
      answer.header(HttpHeaders.RETRY_AFTER, SubmissionAnswers.RETRY_AFTER);
    }
    return answer.cacheControl(CacheControl.noCache()).eTag(tag.of(shown)).body(shown);
  }

  @Override
  @Operation(
      summary = "Check a training without submitting it",
      description =
          "Says what would be refused, what is allowed and seldom wanted, the specification with every"
              + " default, and its cost: the time is that of this machine while nothing else runs on it",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = JobSpecification.class))))
  public Validation validateJob(@Nullable JsonDocument specification) {
    return review.of(bytes(specification));
  }

  @Override
  @Operation(summary = "What every layer looked like in every epoch, and what was found")
  public Diagnostics getDiagnostics(String id) {
    return jobs.diagnostics(id);
  }

  @Override
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Cancel a job; a running one stops within one minibatch")
  @ApiResponse(responseCode = "409", description = ENDED)
  public JobResponse cancelJob(String id) {
    return view.of(jobs.cancel(id));
  }

  @Override
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Pause a job; a running one stops within one minibatch",
      description = "It keeps its place in the training; resume goes on with the very next step")
  @ApiResponse(responseCode = "409", description = ENDED)
  public JobResponse pauseJob(String id) {
    return view.of(jobs.pause(id));
  }

  @Override
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Let a paused job go on, from the step at which it stopped")
  @ApiResponse(responseCode = "409", description = ENDED)
  public JobResponse resumeJob(String id) {
    return view.of(jobs.resume(id));
  }

  @Override
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete a job that has ended; its model stays",
      description = "If-Match with the ETag of an answer deletes it only if it is still the same")
  @ApiResponse(responseCode = "409", description = "The job has not ended yet.")
  @ApiResponse(responseCode = "412", description = "The job is no longer what If-Match says.")
  public void deleteJob(String id, @Nullable String ifMatch) {
    if (ifMatch != null) {
      requireSame(view.of(jobs.get(id)), ifMatch);
    }
    jobs.delete(id);
  }

  private void requireSame(JobResponse now, String ifMatch) {
    List<String> tags = Stream.of(ifMatch.split(",")).map(String::strip).toList();
    if (!tags.contains("*") && !tags.contains(tag.of(now))) {
      throw Problem.of(
              ProblemType.PRECONDITION_FAILED,
              "The job is not what it was when that ETag was given; look at it again.")
          .with("header", "If-Match")
          .toException();
    }
  }
}
