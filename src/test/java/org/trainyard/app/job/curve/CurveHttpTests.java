package org.trainyard.app.job.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learning curves as clients ask for them. */
class CurveHttpTests {

  @TempDir private static Path folder;

  private static RunningService service;
  private static HttpService http;
  private static String path = "";

  @BeforeAll
  static void train() {
    service = RunningService.start(folder, List.of());
    http = service.http();
    String job =
        http.train(
                """
                {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
                 "training": {"epochs": 20}}
                """
                    .formatted(http.generate("xor", 200)))
            .get("id")
            .asString();
    path = "/api/v1/jobs/" + job + "/metrics";
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void isJsonUnlessAskedForSomethingElse() {
    for (String accept : List.of("*/*", "application/json", "application/*, text/csv;q=0.5")) {
      HttpResponse<String> answer = answer(path, accept);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().allValues("Vary")).contains("Accept");
      assertThat(HttpService.json(answer, 200).get("epochs")).hasSize(20);
    }
  }

  @Test
  void isCsvWithAHeader() {
    HttpResponse<String> answer = answer(path, "text/csv");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(21);
    assertThat(lines.getFirst()).startsWith("epoch,trainingLoss,validationLoss,trainingAccuracy");
    assertThat(answer.body()).contains("\r\n").endsWith("\r\n");
    JsonNode second = http.get(path).get("epochs").get(1);
    List<String> fields = List.of(lines.get(2).split(",", -1));
    assertThat(fields).hasSize(10);
    assertThat(fields.get(0)).isEqualTo("2");
    assertThat(Double.parseDouble(fields.get(1))).isEqualTo(second.get("trainingLoss").asDouble());
    assertThat(fields.get(5)).isEmpty(); // the error of a regression
  }

  @Test
  void isAnObjectALine() {
    HttpResponse<String> answer = answer(path + "?maxPoints=10", "application/x-ndjson");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    List<JsonNode> epochs =
        answer.body().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertThat(epochs).hasSize(10);
    assertThat(epochs.getFirst().get("epoch").asInt()).isEqualTo(1);
    assertThat(epochs.getLast().get("epoch").asInt()).isEqualTo(20);
  }

  @Test
  void saysWhatItCannotBe() {
    JsonNode type = HttpService.json(answer(path, "application/xml"), 406);
    assertThat(type.get("detail").asString())
        .contains("application/json", "text/csv", "application/x-ndjson");
    for (String points : List.of("0", "1", "-5", "1.5", "many", "", "99999999999999999999")) {
      JsonNode problem = HttpService.json(answer(path + "?maxPoints=" + points, "*/*"), 400);
      assertThat(problem.get("type").asString()).isEqualTo("/problems/wrong-type");
      assertThat(problem.get("parameter").asString()).isEqualTo("maxPoints");
    }
    assertThat(http.get(path + "?maxPoints=2").get("epochs")).hasSize(2);
    assertThat(http.get(path + "?maxPoints=100000000").get("epochs")).hasSize(20);
  }

  private static HttpResponse<String> answer(String path, String accept) {
    return http.send(http.request(path).header("Accept", accept).GET());
  }
}
