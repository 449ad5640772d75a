package org.trainyard.app.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.trainyard.app.web.JsonDocument;
import org.trainyard.app.web.Page;

/** Trainings: the controller's side and the client's. */
public interface JobApi {

  /**
   * Submits a training.
   *
   * @param idempotencyKey the same request under the same key gets the same answer, and no second
   *     job is made; null: none
   * @param specification kept as it is sent
   */
  @PostExchange(
      url = "/api/v1/jobs",
      contentType = MediaType.APPLICATION_JSON_VALUE,
      accept = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JobResponse> submitJob(
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody(required = false) @Nullable JsonDocument specification);

  /** Checks a training without submitting it. */
  @PostExchange(url = "/api/v1/jobs/validate", contentType = MediaType.APPLICATION_JSON_VALUE)
  Validation validateJob(@RequestBody(required = false) @Nullable JsonDocument specification);

  /**
   * The jobs, the newest first.
   *
   * @param state only those in one of these states; null: all
   * @param label only those with all of these labels, each {@code name:value}; null: all
   * @param sort {@code createdAt} or {@code priority}, with a minus for the other direction
   * @param limit how many, 1 to 200; null: 50
   * @param cursor of the page before; null: from the start
   */
  @GetExchange("/api/v1/jobs")
  Page<JobResponse> listJobs(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable List<String> label,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * A job with its progress, and its ETag.
   *
   * @param prefer {@code wait=30} holds the answer until the state changes or 30 s pass
   * @param ifNoneMatch the ETag of an earlier answer: 304 without a body while nothing has changed
   */
  @GetExchange("/api/v1/jobs/{id}")
  ResponseEntity<JobResponse> getJob(
      @PathVariable String id,
      @RequestHeader(value = "Prefer", required = false) @Nullable String prefer,
      @RequestHeader(value = "If-None-Match", required = false) @Nullable String ifNoneMatch);

  /** What every layer looked like in every epoch, and what was found. */
  @GetExchange("/api/v1/jobs/{id}/diagnostics")
  Diagnostics getDiagnostics(@PathVariable String id);

  /** Cancels a job; a running one stops within one minibatch. */
  @PostExchange("/api/v1/jobs/{id}/cancel")
  JobResponse cancelJob(@PathVariable String id);

  /** Pauses a job; a running one stops within one minibatch. */
  @PostExchange("/api/v1/jobs/{id}/pause")
  JobResponse pauseJob(@PathVariable String id);

  /** Lets a paused job go on, from the step at which it stopped. */
  @PostExchange("/api/v1/jobs/{id}/resume")
  JobResponse resumeJob(@PathVariable String id);

  /**
   * Deletes a job that has ended; its model stays.
   *
   * @param ifMatch the ETag of an answer: deletes it only if it is still the same; null: in any
   *     case
   */
  @DeleteExchange("/api/v1/jobs/{id}")
  void deleteJob(
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch);
}
