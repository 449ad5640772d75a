package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** One bit of a stored data set changes: nobody trains on it, and the service goes on. */
class DamageTests {

  private static final String JOB =
      """
      {"dataset": "%s", "target": "label", "network": {"hidden": [4]}, "training": {"epochs": 2}}
      """;

  @TempDir private Path folder;

  @Test
  void aDamagedDataSetFailsItsJobsAndNoOthers() throws IOException {
    try (RunningService service = RunningService.start(folder, List.of())) {
      HttpService http = service.http();
      String good = http.generate("moons", 200);
      String damaged = http.generate("spiral", 200);
      String sha256 = http.get("/api/v1/datasets/" + damaged).get("sha256").asString();
      flipOneBit(folder.resolve("datasets").resolve(sha256));
      JsonNode failed = http.train(JOB.formatted(damaged));
      assertThat(failed.get("state").asString()).isEqualTo("FAILED");
      assertThat(failed.get("failure").get("type").asString())
          .isEqualTo("/problems/artifact-corrupt");
      assertThat(http.train(JOB.formatted(good)).get("state").asString()).isEqualTo("SUCCEEDED");
    }
  }

  private static void flipOneBit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[9] ^= 1;
    Files.write(file, bytes);
  }
}
