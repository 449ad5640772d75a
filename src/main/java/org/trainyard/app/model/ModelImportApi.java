package org.trainyard.app.model;

import org.springframework.web.service.annotation.PostExchange;

/** Models from files: the controller's side and the client's. */
public interface ModelImportApi {

  /** Takes a file in as the next version of a name. */
  @PostExchange("/api/v1/models")
  ModelResponse importModel(ModelUpload file);
}
