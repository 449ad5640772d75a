package org.trainyard.predict;

import java.util.Locale;
import java.util.SplittableRandom;
import org.trainyard.app.HttpService;
import tools.jackson.databind.JsonNode;

/** Trains the models that are asked, briefly: what they have learned does not matter. */
final class Models {

  static final String FOUR = "four"; // 4-10-3
  static final String IMAGE = "image"; // 784-100-10
  static final String LARGE = "large"; // 784-2048-2048-10, a file of 23 MB

  private Models() {}

  static void trainSmall(HttpService http) {
    train(http, http.uploadText("four", table()), FOUR, "10");
    train(http, http.generate("digits", 500), IMAGE, "100");
  }

  static void trainLarge(HttpService http) {
    train(http, http.generate("digits", 500), LARGE, "2048, 2048");
  }

  private static String table() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder table = new StringBuilder("x1,x2,x3,x4,label\n");
    for (int row = 0; row < 300; row++) {
      for (int column = 0; column < 4; column++) {
        table.append(String.format(Locale.ROOT, "%.3f,", row % 3 + random.nextDouble()));
      }
      table.append("label").append(row % 3).append('\n');
    }
    return table.toString();
  }

  private static void train(HttpService http, String dataset, String name, String hidden) {
    JsonNode job =
        http.train(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [%s]},
             "training": {"epochs": 1}, "model": {"name": "%s"}}
            """
                .formatted(dataset, hidden, name));
    if (!job.get("state").asString().equals("SUCCEEDED")) {
      throw new IllegalStateException(job.toString());
    }
  }

  /** A training that takes longer than anybody waits, on one thread. */
  static String longTraining(String dataset) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [512, 512]},
     "training": {"epochs": 10000, "batchSize": 128, "threads": 1}}
    """
        .formatted(dataset);
  }
}
