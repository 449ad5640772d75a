package org.trainyard.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trainyard.app.HttpService;
import org.trainyard.app.ServiceProcess;
import tools.jackson.databind.JsonNode;

/** Compares the seconds that {@code validate} predicts with those that trainings take. */
public final class EstimateBenchmark {

  private EstimateBenchmark() {}

  private record Case(String name, String dataset, String members) {}

  /** See {@code scripts/bench-estimate}. */
  public static void main(String[] arguments) throws IOException {
    try (ServiceProcess service =
        ServiceProcess.start(Files.createTempDirectory("bench-estimate"), List.of())) {
      HttpService http = service.ready();
      String few = http.generate("spiral", 4000);
      String many = http.generate("digits", 6000);
      String regression = http.generate("friedman", 20_000);
      System.out.println("| training | predicted s | took s | ratio |\n|---|---|---|---|");
      for (Case one : cases(few, many, regression)) {
        measure(http, one);
      }
    }
  }

  private static List<Case> cases(String few, String many, String regression) {
    String sgd = "\"optimizer\": {\"type\": \"sgd\"}, ";
    String adam = "\"optimizer\": {\"type\": \"adam\"}, ";
    return List.of(
        new Case("2-50-3, batch 20, SGD", few, sgd + network("[50]", 20, 3000, 0)),
        new Case("2-16-3, batch 4, Adam", few, adam + network("[16]", 4, 1000, 0)),
        new Case("2-512-512-3, batch 64, Adam", few, adam + network("[512, 512]", 64, 60, 1)),
        new Case("2-512-512-3, batch 64, Adam, all", few, adam + network("[512, 512]", 64, 90, 0)),
        new Case("784-100-10, batch 100, SGD", many, sgd + network("[100]", 100, 200, 1)),
        new Case("784-100-10, batch 100, SGD, all", many, sgd + network("[100]", 100, 300, 0)),
        new Case("784-512-512-10, Adam", many, adam + network("[512, 512]", 128, 20, 1)),
        new Case("784-512-512-10, Adam, all", many, adam + network("[512, 512]", 128, 30, 0)),
        new Case("784-2048-2048-10, Adam, all", many, adam + network("[2048, 2048]", 256, 4, 0)),
        new Case("784-50-50-10, batch 2000, SGD", many, sgd + network("[50, 50]", 2000, 400, 0)),
        new Case("10-64-64-1, batch 32, Adam", regression, adam + network("[64, 64]", 32, 60, 0)),
        new Case("10-256-128-1, batch 512", regression, adam + network("[256, 128]", 512, 60, 1)),
        new Case(
            "10-64x8-1 tanh, SGD",
            regression,
            sgd
                + network("[64, 64, 64, 64, 64, 64, 64, 64]", 64, 30, 1)
                    .replace("]}", "], \"activation\": \"tanh\"}")));
  }

  private static String network(String hidden, int batchSize, int epochs, int threads) {
    return """
    "network": {"hidden": %s}, "training": {"batchSize": %d, "epochs": %d, "threads": %d}
    """
        .formatted(hidden, batchSize, epochs, threads);
  }

  private static void measure(HttpService http, Case one) {
    String target =
        http.get("/api/v1/datasets/" + one.dataset()).get("columns").valueStream()
            .map(column -> column.get("name").asString())
            .reduce((_, last) -> last)
            .orElseThrow();
    String specification =
        "{\"dataset\": \"%s\", \"target\": \"%s\", %s}"
            .formatted(one.dataset(), target, one.members());
    JsonNode estimate = http.post("/api/v1/jobs/validate", specification, 200).get("estimate");
    JsonNode job = http.train(specification);
    double took =
        Duration.between(
                    Instant.parse(job.get("startedAt").asString()),
                    Instant.parse(job.get("endedAt").asString()))
                .toMillis()
            / 1e3;
    double predicted = estimate.get("seconds").asDouble();
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f |%n", one.name(), predicted, took, predicted / took);
  }
}
