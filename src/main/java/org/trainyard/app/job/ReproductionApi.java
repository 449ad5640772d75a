package org.trainyard.app.job;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;

/** Trainings that are done again: the controller's side and the client's. */
public interface ReproductionApi {

  /** Trains a version again from its provenance and compares every bit. */
  @PostExchange(
      url = "/api/v1/models/{name}/versions/{version}/reproduce",
      accept = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JobResponse> reproduceModel(
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @PathVariable String name,
      @PathVariable int version);
}
