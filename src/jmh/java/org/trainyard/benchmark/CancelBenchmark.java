package org.trainyard.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.List;
import org.trainyard.app.HttpService;
import org.trainyard.app.ServiceProcess;
import tools.jackson.databind.JsonNode;

/** How long a cancel of a wide training takes to be final, beside the time of its minibatches. */
public final class CancelBenchmark {

  private static final int ROUNDS = 5;

  private CancelBenchmark() {}

  /** See {@code scripts/bench-cancel}. */
  public static void main(String[] arguments) throws IOException {
    try (ServiceProcess service =
        ServiceProcess.start(Files.createTempDirectory("bench-cancel"), List.of())) {
      HttpService http = service.ready();
      String dataset = http.generate("digits", 4000);
      for (int round = 1; round <= ROUNDS; round++) {
        cancel(http, dataset);
      }
    }
  }

  private static void cancel(HttpService http, String dataset) {
    String job =
        http.submit(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [2048, 2048]},
             "training": {"epochs": 1000, "batchSize": 256}}
            """
                .formatted(dataset));
    long steps = 4; // of the first epoch, which has thirteen
    double first = secondsAt(http, job, steps);
    double minibatch = (secondsAt(http, job, 3 * steps) - first) / (2 * steps);
    long before = System.nanoTime();
    http.post("/api/v1/jobs/" + job + "/cancel", "", 202);
    JsonNode ended =
        HttpService.json(
            http.send(
                http.request("/api/v1/jobs/" + job)
                    .header("Prefer", "wait=30")
                    .method("GET", HttpRequest.BodyPublishers.noBody())),
            200);
    double millis = (System.nanoTime() - before) / 1e6;
    System.out.printf(
        "%s %.0f ms after the cancel was sent; a minibatch took %.0f ms%n",
        ended.get("state").asString(), millis, 1000 * minibatch);
  }

  private static double secondsAt(HttpService http, String job, long step) {
    while (true) {
      JsonNode progress = http.get("/api/v1/jobs/" + job).get("progress");
      if (progress.get("step").asLong() >= step) {
        return System.nanoTime() / 1e9;
      }
    }
  }
}
