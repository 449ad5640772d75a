package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole way over HTTP: data in, a training watched, predictions out. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EndToEndTests {

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

  @Test
  void trainsOnAGeneratedSpiralAndPredicts() {
    String dataset = generate("spiral");
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [50]},
             "optimizer": {"type": "adam", "learningRate": 0.01},
             "training": {"epochs": 60, "batchSize": 20}, "model": {"name": "spiral"}}
            """
                .formatted(dataset));
    assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("best").get("validationAccuracy").asDouble()).isGreaterThan(0.95);
    assertThat(job.get("transitions").size()).isEqualTo(3);
    JsonNode curve = service.get("/api/v1/jobs/" + job.get("id").asString() + "/metrics");
    assertThat(curve.get("epochs").size()).isEqualTo(60);
    // Radius 0.5 of the arm of class 1: angle 4 + 4 x 0.5 = 6.
    String point = "[%s, %s]".formatted(0.5 * Math.sin(6), 0.5 * Math.cos(6));
    JsonNode answer =
        service.post(
            "/api/v1/models/spiral/predict", "{\"instances\": [%s]}".formatted(point), 200);
    JsonNode prediction = answer.get("predictions").get(0);
    assertThat(prediction.get("label").asString()).isEqualTo("1");
    double sum =
        prediction.get("probabilities").valueStream().mapToDouble(JsonNode::asDouble).sum();
    assertThat(sum).isBetween(0.99999, 1.00001);
  }

  @Test
  void classifiesIris() throws IOException {
    String iris = service.upload("iris", HttpService.shared("iris/iris.csv"));
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "column5", "network": {"hidden": [16]},
             "optimizer": {"type": "adam", "learningRate": 0.01},
             "training": {"epochs": 100, "batchSize": 10}, "model": {"name": "iris"}}
            """
                .formatted(iris));
    assertThat(job.get("best").get("validationAccuracy").asDouble()).isGreaterThanOrEqualTo(0.95);
    JsonNode answer =
        service.post(
            "/api/v1/models/iris/predict",
            """
            {"instances": [{"column1": 5.1, "column2": 3.5, "column3": 1.4, "column4": 0.2},
                           [6.3, 3.3, 6.0, 2.5]]}
            """,
            200);
    assertThat(answer.get("predictions").get(0).get("label").asString()).isEqualTo("Iris-setosa");
    assertThat(answer.get("predictions").get(1).get("label").asString())
        .isEqualTo("Iris-virginica");
  }

  @Test
  void predictsTheStrengthOfConcrete() throws IOException {
    String concrete =
        service.upload("concrete", HttpService.shared("uci-regression/concrete/data.txt"));
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "column9", "network": {"hidden": [50]},
             "optimizer": {"type": "adam", "learningRate": 0.01},
             "training": {"epochs": 200, "batchSize": 32}}
            """
                .formatted(concrete));
    assertThat(job.get("best").get("validationRootMeanSquaredError").asDouble()).isLessThan(7.0);
  }

  @Test
  void readsHandwrittenDigits() throws IOException {
    String training =
        service.uploadForm(
            "mnist",
            Map.of(
                "file", HttpService.shared("mnist/train-images-idx3-ubyte.gz"),
                "labels", HttpService.shared("mnist/train-labels-idx1-ubyte.gz")));
    String test =
        service.uploadForm(
            "mnist-test",
            Map.of(
                "file", HttpService.shared("mnist/t10k-images-idx3-ubyte.gz"),
                "labels", HttpService.shared("mnist/t10k-labels-idx1-ubyte.gz")));
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "label", "split": {"validationDataset": "%s"},
             "network": {"hidden": [100]}, "optimizer": {"type": "adam"},
             "training": {"epochs": 5, "batchSize": 100}}
            """
                .formatted(training, test));
    assertThat(job.get("best").get("validationAccuracy").asDouble()).isGreaterThanOrEqualTo(0.97);
  }

  /** The story of MNIST without a download: what hidden neurons are good for. */
  @Test
  void readsDigitsThatItDrew() {
    service.post(
        "/api/v1/datasets/generate",
        "{\"generator\": \"digits\", \"samples\": 10000, \"name\": \"digits\"}",
        201);
    String specification =
        """
        {"dataset": "digits", "target": "label", "network": {"hidden": %s},
         "preprocessing": {"numeric": "none", "scale": 0.00392156862745098},
         "optimizer": {"type": "adam"}, "training": {"epochs": 12, "batchSize": 50}}
        """;

    JsonNode linear = service.train(specification.formatted("[]"));
    JsonNode hidden = service.train(specification.formatted("[100]"));

    assertThat(hidden.at("/best/validationAccuracy").asDouble()).isGreaterThan(0.95);
    assertThat(linear.at("/best/validationAccuracy").asDouble()).isBetween(0.8, 0.94);
  }

  @Test
  void cancelsARunningJobAndRefusesToCancelItAgainAsDone() {
    String dataset = generate("moons");
    String id =
        service
            .post(
                "/api/v1/jobs",
                """
                {"dataset": "%s", "target": "label", "network": {"hidden": [512, 512, 512]},
                 "training": {"epochs": 10000, "batchSize": 20}}
                """
                    .formatted(dataset),
                202)
            .get("id")
            .asString();
    service.send(service.request("/api/v1/jobs/" + id).header("Prefer", "wait=30").GET());
    assertThat(service.send(service.request("/api/v1/datasets/" + dataset).DELETE()).statusCode())
        .isEqualTo(409);
    service.post("/api/v1/jobs/" + id + "/cancel", "", 202);
    JsonNode ended = service.await(id);
    assertThat(ended.get("state").asString()).isEqualTo("CANCELLED");
    assertThat(ended.get("stopReason").asString()).isEqualTo("CANCELLED");
    assertThat(ended.get("model").isNull()).isTrue();
  }

  @Test
  void namesEverythingThatIsWrongWithASpecification() {
    String dataset = generate("xor");
    JsonNode problem =
        service.post(
            "/api/v1/jobs",
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [0]},
             "optimizer": {"type": "sgd", "learningRate": -1}, "training": {"epochs": 0}}
            """
                .formatted(dataset),
            422);
    assertThat(problem.get("violations").valueStream().map(v -> v.get("field").asString()))
        .containsExactlyInAnyOrder(
            "/optimizer/learningRate", "/training/epochs", "/network/hidden/0");
    JsonNode misspelt =
        service.post(
            "/api/v1/jobs",
            "{\"dataset\": \"%s\", \"target\": \"lable\", \"network\": {\"hidden\": [5]}}"
                .formatted(dataset),
            422);
    assertThat(misspelt.get("type").asString()).isEqualTo("/problems/label-invalid");
    assertThat(misspelt.get("detail").asString()).contains("Did you mean 'label'?");
  }

  @Test
  void saysWhichKernelsRunAndCountsWhatItDoes() {
    generate("circles");
    assertThat(service.get("/actuator/info").get("kernels").get("kind").asString())
        .isIn("SIMD", "SCALAR");
    String metrics = service.send(service.request("/actuator/prometheus").GET()).body();
    assertThat(metrics)
        .contains(
            "trainyard_jobs{state=\"queued\"}",
            "trainyard_training_epochs_total",
            "trainyard_training_samples_total",
            "trainyard_predict_seconds");
    assertThat(service.get("/actuator/health/readiness").get("status").asString()).isEqualTo("UP");
    assertThat(service.get("/v3/api-docs").get("openapi").asString()).startsWith("3.1");
    HttpRequest.Builder page = service.request("/swagger-ui/index.html").GET();
    assertThat(service.send(page).statusCode()).isEqualTo(200);
  }

  private String generate(String generator) {
    return service
        .post(
            "/api/v1/datasets/generate",
            "{\"generator\": \"%s\", \"samples\": 1500, \"seed\": 1}".formatted(generator),
            201)
        .get("id")
        .asString();
  }
}
