package org.trainyard.app.model;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Predictions: the controller's side and the client's. */
public interface PredictApi {

  /** Predicts with the newest version. */
  @PostExchange(
      url = "/api/v1/models/{name}/predict",
      contentType = MediaType.APPLICATION_JSON_VALUE,
      accept = {MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE})
  PredictResponse predict(@PathVariable String name, @RequestBody PredictRequest request);

  /** Predicts with a version. */
  @PostExchange(
      url = "/api/v1/models/{name}/versions/{version}/predict",
      contentType = MediaType.APPLICATION_JSON_VALUE,
      accept = {MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE})
  PredictResponse predictVersion(
      @PathVariable String name, @PathVariable int version, @RequestBody PredictRequest request);
}
