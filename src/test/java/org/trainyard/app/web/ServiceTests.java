package org.trainyard.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = WebTestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"trainyard.allowed-hosts=train.example", "trainyard.data-directory=/nowhere"})
class ServiceTests {

  @LocalServerPort private int port;

  @Test
  void describesItself() {
    RawHttp.Answer answer = get("/v3/api-docs", "localhost");
    JsonNode document = JsonMapper.builder().build().readTree(answer.body());

    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
    assertThat(document.at("/info/license/name").asString()).isEqualTo("Apache-2.0");
    assertThat(document.path("tags").findValuesAsString("name"))
        .containsExactlyInAnyOrder(
            "Datasets",
            "Jobs",
            "Models",
            "Open Inference Protocol",
            "TensorFlow Serving",
            "MLflow",
            "Service");
    assertThat(
            document
                .at("/paths/~1api~1v1~1samples/post/responses/400/content")
                .has("application/problem+json"))
        .isTrue();
    assertThat(document.at("/components/schemas/Problem/properties/errorId/type").asString())
        .isEqualTo("string");
    assertThat(document.at("/components/schemas/SampleResponse/properties").propertyNames())
        .contains("loss", "at");
  }

  @Test
  void showsSwaggerUi() {
    assertThat(get("/", "localhost\r\nAccept: text/html,*/*;q=0.8").head())
        .contains("302", "/swagger-ui.html");
    assertThat(get("/", "localhost").body()).isEqualTo("{\"status\":\"alive\"}");
    assertThat(get("/swagger-ui/index.html", "localhost").head())
        .contains("200", "style-src 'self' 'unsafe-inline'");
  }

  @Test
  void showsLimits() {
    assertThat(get("/api/v1/limits", "localhost").body()).contains("\"maxBodyBytes\":1048576");
  }

  @Test
  void answersToAnAllowedHost() {
    assertThat(get("/api/v1/limits", "train.example:8080").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/info",
        "/actuator/prometheus"
      })
  void isObservable(String path) {
    assertThat(get(path, "localhost").status()).isEqualTo(200);
  }

  @Test
  void refusesToStartWithAMisspeltSetting() {
    assertThatThrownBy(() ->
            new SpringApplicationBuilder(WebTestApplication.class)
                .run("--trainyard.alowed-hosts=a", "--server.port=0"))
        .hasMessageContaining("trainyard.alowed-hosts");
  }

  private RawHttp.Answer get(String path, String host) {
    return RawHttp.send(
        port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }
}
