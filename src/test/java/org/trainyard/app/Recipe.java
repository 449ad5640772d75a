package org.trainyard.app;

import tools.jackson.databind.JsonNode;

/**
 * Different trainings on a small data set, each a second or so long, for jobs that are disturbed.
 */
enum Recipe {
  ADAM("{\"hidden\": [64, 64]}", "{\"type\": \"adam\"}", "\"epochs\": 150, \"batchSize\": 20"),
  DROPOUT(
      "{\"hidden\": [32], \"dropout\": 0.2}",
      "{\"type\": \"sgd\", \"learningRate\": 0.1, \"momentum\": 0.9}",
      "\"epochs\": 90, \"batchSize\": 10"),
  TWO_THREADS(
      "{\"hidden\": [256, 128], \"normalization\": \"batch\"}",
      "{\"type\": \"adamw\"}",
      "\"epochs\": 40, \"batchSize\": 60, \"threads\": 2");

  static final int ROWS = 600;

  private final String network;
  private final String optimizer;
  private final String training;

  Recipe(String network, String optimizer, String training) {
    this.network = network;
    this.optimizer = optimizer;
    this.training = training;
  }

  /** What is submitted. */
  String specification(String dataset, String model) {
    return """
    {"dataset": "%s", "target": "label", "network": %s, "optimizer": %s,
     "training": {%s, "seed": 3}, "model": {"name": "%s"}}
    """
        .formatted(dataset, network, optimizer, training, model);
  }

  /** What tells whether two trainings had the same bits. */
  static String weights(HttpService http, JsonNode job) {
    JsonNode model = job.get("model");
    return http.get(
            "/api/v1/models/%s/versions/%d"
                .formatted(model.get("name").asString(), model.get("version").asInt()))
        .get("weightsSha256")
        .asString();
  }
}
