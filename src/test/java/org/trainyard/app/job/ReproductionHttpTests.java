package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.HttpService;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelDescription.Provenance;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.StoredModel;
import org.trainyard.app.model.TrainedModel;
import tools.jackson.databind.JsonNode;

/** Models are trained again from their provenance, and every bit is compared. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReproductionHttpTests {

  private static final String ROWS =
      "x,y,kind\n1,2,a\n2,1,b\n3,5,a\n4,3,b\n5,8,a\n6,5,b\n7,9,a\n8,2,b\n";

  @TempDir private static Path data;

  @Autowired private ModelRegistry registry;
  @Autowired private JdbcClient jdbc;
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

  private void train(String model, String dataset, String more) {
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "kind", "network": {"hidden": [5], "dropout": 0.1},
             "training": {"epochs": 3, "batchSize": 3, "seed": 7}, "model": {"name": "%s"}%s}
            """
                .formatted(dataset, model, more));
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.has("reproduction")).isFalse();
  }

  private static String path(String model) {
    return "/api/v1/models/" + model + "/versions/1/reproduce";
  }

  private JsonNode reproduced(String model) {
    JsonNode job = service.await(service.post(path(model), "", 202).get("id").asString());
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    return job;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"split\": {\"validation\": 0.25, \"test\": 0.25, \"testDataset\": null}",
        ", \"split\": {\"validationDataset\": \"others\"}",
        ", \"split\": {\"validationDataset\": \"others\", \"testDataset\": \"others\"}",
      })
  void findsTheSameBits(String more) {
    String model = "same-" + Integer.toHexString(more.hashCode());
    service.uploadText("rows", ROWS);
    service.uploadText("others", "x,y,kind\n1,3,a\n2,2,b\n5,5,b\n");
    train(model, "rows", more.replace(", \"testDataset\": null", ""));
    service.uploadText("rows", ROWS + "9,9,b\n"); // the name has another content now

    JsonNode job = reproduced(model);

    JsonNode version = service.get("/api/v1/models/" + model);
    JsonNode found = job.get("reproduction");
    assertThat(found.get("equal").asBoolean()).as(job.toString()).isTrue();
    assertThat(found.get("model").asString()).isEqualTo(model);
    assertThat(found.get("version").asInt()).isEqualTo(1);
    assertThat(found.get("foundWeightsSha256")).isEqualTo(version.get("weightsSha256"));
    assertThat(job.get("model").isNull()).isTrue();
    assertThat(version.get("versions")).hasSize(1);
    assertThat(service.get("/api/v1/jobs").at("/items/0/reproduction")).isEqualTo(found);
  }

  @Test
  void goesOnFromTheSameWeights() {
    service.uploadText("rows", ROWS);
    train("start", "rows", "");
    train("further", "rows", ", \"initialWeights\": {\"model\": \"start\"}");
    train("start", "rows", ", \"labels\": {\"a\": \"b\"}"); // the newest is another one now

    assertThat(reproduced("further").at("/reproduction/equal").asBoolean()).isTrue();
    assertThat(
            service
                .get("/api/v1/models/further")
                .at("/provenance/specification/initialWeights/version")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void saysWhereBitsDiffer() {
    service.uploadText("rows", ROWS);
    train("other", "rows", "");
    jdbc.sql("update model_version set weights_sha256 = 'other' where name = 'other'").update();

    JsonNode found = reproduced("other").get("reproduction");

    assertThat(found.get("equal").asBoolean()).isFalse();
    assertThat(found.get("weightsSha256").asString()).isEqualTo("other");
  }

  @Test
  void findsTheDataByItsContent() {
    String id = service.uploadText("moved", ROWS + "10,10,a\n");
    train("moved", id, "");
    HttpRequest.Builder delete = service.request("/api/v1/datasets/" + id).DELETE();
    assertThat(service.send(delete).statusCode()).isEqualTo(204);

    JsonNode problem = service.post(path("moved"), "", 409);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/not-reproducible");
    assertThat(problem.get("detail").asString()).contains("is gone", id, "upload the same data");

    service.uploadText("back", ROWS + "10,10,a\n");
    assertThat(reproduced("moved").at("/reproduction/equal").asBoolean()).isTrue();
  }

  @Test
  void refusesAnotherEngineAndFilesWithoutASpecification() throws IOException {
    service.uploadText("rows", ROWS);
    train("mine", "rows", "");
    register(
        "later",
        was ->
            new Provenance(
                was.job(),
                was.dataset(),
                was.datasetSha256(),
                was.seed(),
                was.epoch(),
                "99",
                was.trainedAt(),
                was.jobName(),
                was.specification(),
                null));
    register(
        "earlier",
        was ->
            new Provenance(
                was.job(),
                was.dataset(),
                was.datasetSha256(),
                was.seed(),
                was.epoch(),
                was.engineVersion(),
                was.trainedAt(),
                was.jobName()));

    assertThat(service.post(path("later"), "", 409).get("detail").asString())
        .contains("version '99' of the engine");
    assertThat(service.post(path("earlier"), "", 409).get("detail").asString())
        .contains("does not hold the specification");
    assertThat(service.post(path("nobody"), "", 404).get("type").asString())
        .isEqualTo("/problems/not-found");
  }

  private void register(String name, UnaryOperator<Provenance> change) throws IOException {
    ModelVersion mine = registry.find("mine", 1L);
    TrainedModel model = registry.trained(mine);
    ModelDescription was = model.description();
    StoredModel file =
        registry.store(
            new TrainedModel(
                new ModelDescription(
                    was.inputs(),
                    was.output(),
                    was.layers(),
                    was.metrics(),
                    change.apply(was.provenance())),
                model.network()));
    registry.register(name, file, "job_1", Instant.EPOCH);
    registry.release(file);
  }

  @Test
  void makesOneJobUnderOneKey() {
    service.uploadText("rows", ROWS);
    train("once", "rows", "");

    HttpResponse<String> first = reproduceUnderKey("once");
    HttpResponse<String> second = reproduceUnderKey("once");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(first.headers().firstValue("Location")).isPresent();
  }

  @Test
  void givesTheAnswerAgainWhenWhatItSpeaksOfIsGone() {
    String dataset = service.uploadText("fleeting", ROWS + "11,11,a\n");
    train("fleeting", dataset, "");
    HttpResponse<String> first = reproduceUnderKey("fleeting");
    service.await(HttpService.json(first, 202).get("id").asString());

    delete("/api/v1/datasets/" + dataset);
    HttpResponse<String> withoutDataset = reproduceUnderKey("fleeting");
    delete("/api/v1/models/fleeting/versions/1");
    HttpResponse<String> withoutVersion = reproduceUnderKey("fleeting");

    assertThat(HttpService.json(withoutDataset, 202)).isEqualTo(HttpService.json(first, 202));
    assertThat(HttpService.json(withoutVersion, 202)).isEqualTo(HttpService.json(first, 202));
  }

  private void delete(String path) {
    assertThat(service.send(service.request(path).DELETE()).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> reproduceUnderKey(String model) {
    return service.send(
        service
            .request(path(model))
            .header("Idempotency-Key", "\"again\"")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
