package org.trainyard.app.dataset;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.trainyard.app.dataset.generator.GenerateRequest;
import org.trainyard.app.dataset.generator.GeneratorResponse;

/** Synthetic data sets: the controller's side and the client's. */
public interface GeneratorApi {

  /** Generates a data set. */
  @PostExchange(url = "/api/v1/datasets/generate", contentType = MediaType.APPLICATION_JSON_VALUE)
  DatasetResponse generateDataset(@RequestBody GenerateRequest request);

  /** What can be generated. */
  @GetExchange("/api/v1/datasets/generators")
  List<GeneratorResponse> listGenerators();
}
