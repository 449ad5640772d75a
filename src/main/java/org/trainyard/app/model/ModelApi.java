package org.trainyard.app.model;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.trainyard.app.web.Page;

/** Trained models: the controller's side and the client's. */
public interface ModelApi {

  /**
   * The models by name, each with its newest version.
   *
   * @param limit how many, 1 to 200; null: 50
   * @param cursor of the page before; null: from the start
   */
  @GetExchange("/api/v1/models")
  Page<ModelSummary> listModels(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** The newest version of a model. */
  @GetExchange("/api/v1/models/{name}")
  ModelResponse getModel(@PathVariable String name);

  /** A version of a model. */
  @GetExchange("/api/v1/models/{name}/versions/{version}")
  ModelResponse getModelVersion(@PathVariable String name, @PathVariable int version);

  /** Deletes a version. */
  @DeleteExchange("/api/v1/models/{name}/versions/{version}")
  void deleteModelVersion(@PathVariable String name, @PathVariable int version);
}
