package org.trainyard.app.evaluation;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Cards of models: the controller's side and the client's. */
public interface ModelCardApi {

  /** The card of a version, in Markdown. */
  @GetExchange(
      url = "/api/v1/models/{name}/versions/{version}/card",
      accept = MediaType.TEXT_MARKDOWN_VALUE + ";charset=UTF-8")
  String getModelCard(@PathVariable String name, @PathVariable int version);
}
