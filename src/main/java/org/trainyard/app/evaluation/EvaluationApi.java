package org.trainyard.app.evaluation;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** How good models are: the controller's side and the client's. */
public interface EvaluationApi {

  /** Evaluates the newest version on a data set. */
  @PostExchange(
      url = "/api/v1/models/{name}/evaluate",
      contentType = MediaType.APPLICATION_JSON_VALUE)
  EvaluationResponse evaluateModel(@PathVariable String name, @RequestBody EvaluateRequest request);

  /** Evaluates a version on a data set. */
  @PostExchange(
      url = "/api/v1/models/{name}/versions/{version}/evaluate",
      contentType = MediaType.APPLICATION_JSON_VALUE)
  EvaluationResponse evaluateModelVersion(
      @PathVariable String name, @PathVariable int version, @RequestBody EvaluateRequest request);

  /** The evaluation that was made at the end of training. */
  @GetExchange("/api/v1/models/{name}/versions/{version}/evaluation")
  EvaluationResponse getEvaluation(@PathVariable String name, @PathVariable int version);
}
