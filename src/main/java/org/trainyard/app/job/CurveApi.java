package org.trainyard.app.job;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.trainyard.app.job.curve.LearningCurve;

/** Learning curves: the controller's side and the client's. */
public interface CurveApi {

  /**
   * The learning curve of a job.
   *
   * @param maxPoints at most so many epochs, 2 or more; null: all
   */
  @GetExchange(
      url = "/api/v1/jobs/{id}/metrics",
      accept = {MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE})
  LearningCurve getLearningCurve(
      @PathVariable String id, @RequestParam(required = false) @Nullable String maxPoints);
}
