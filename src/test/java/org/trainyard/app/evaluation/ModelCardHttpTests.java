package org.trainyard.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.HttpService;
import tools.jackson.databind.JsonNode;

/** Cards of models say what is true of them, and nothing that a client named is markup. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ModelCardHttpTests {

  private static final String ROWS =
      """
      si|ze,<b>color</b>,kind
      1,red,a
      2,blue,b
      3,red,a
      4,blue,b
      5,red,`a`
      6,blue,b
      7,red,a
      8,blue,b
      9,red,`a`
      10,blue,b
      11,red,`a`
      12,red,`a`
      """;

  @TempDir private static Path data;

  @LocalServerPort private int port;

  private HttpService service = new HttpService(0);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void connect() {
    service = new HttpService(port);
  }

  private String card(String target, String more) {
    service.uploadText("rows", ROWS);
    JsonNode job =
        service.train(
            """
            {"dataset": "rows", "target": "%s", "network": {"hidden": [5]}%s,
             "training": {"epochs": 2, "batchSize": 3}, "model": {"name": "card"}}
            """
                .formatted(target, more));
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    HttpResponse<String> answer =
        service.send(
            service
                .request(
                    "/api/v1/models/card/versions/%d/card"
                        .formatted(job.at("/model/version").asInt()))
                .GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/markdown;charset=UTF-8");
    return answer.body();
  }

  @Test
  void describesAClassification() {
    String card = card("kind", ", \"split\": {\"validation\": 0.3}");

    assertThat(card)
        .containsPattern("\\| trained at \\| [-0-9]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z \\|")
        .containsPattern("\\| registered at \\| [-0-9]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z \\|")
        .contains(
            "# card, version ",
            "Predicts the label of kind: one of \\`a\\`, a, b,",
            "## Inputs",
            "| si\\|ze | number | ",
            "| &lt;b>color&lt;/b> | text | ",
            "## Data",
            "12 rows, uploaded as rows",
            "## Network",
            "## Training",
            "\"target\" : \"kind\"",
            "## Evaluation",
            "the validation rows",
            "## Provenance",
            "## Limits",
            "Labels with fewer than 30 evaluated rows");
    assertThat(card).doesNotContain("<b>", "NaN", "null");
  }

  @Test
  void describesARegressionWithoutHeldOutRows() {
    String card = card("si|ze", ", \"split\": {\"validation\": 0}");

    assertThat(card)
        .contains("Predicts the number si\\|ze", "It was not evaluated on rows")
        .doesNotContain("## Evaluation");
  }
}
