package org.trainyard.app.model;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Models as files: the controller's side and the client's. */
public interface ModelFileApi {

  /**
   * A version as a file, with its ETag.
   *
   * @param file {@code model.trainyard}, {@code model.onnx} or {@code model.safetensors}
   */
  @GetExchange(
      url = "/api/v1/models/{name}/versions/{version}/files/{file}",
      accept = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Resource> getModelFile(
      @PathVariable String name, @PathVariable int version, @PathVariable String file);
}
