package org.trainyard.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.dataset.DatasetResponse;
import org.trainyard.app.dataset.FormUpload;
import org.trainyard.app.dataset.InspectResponse;
import org.trainyard.app.dataset.RawUpload;
import org.trainyard.app.dataset.generator.GenerateRequest;
import org.trainyard.app.evaluation.ClassificationEvaluation;
import org.trainyard.app.evaluation.EvaluateRequest;
import org.trainyard.app.evaluation.EvaluationResponse;
import org.trainyard.app.evaluation.RegressionEvaluation;
import org.trainyard.app.job.JobResponse;
import org.trainyard.app.job.SentEvent;
import org.trainyard.app.job.Validation;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.model.ModelResponse;
import org.trainyard.app.model.ModelUpload;
import org.trainyard.app.model.PredictRequest;
import org.trainyard.app.model.Prediction;
import org.trainyard.app.web.JsonDocument;
import org.trainyard.app.web.ProblemType;

/** The whole story through the client, against a service of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TrainyardClientTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;
  private Recorder answers = new Recorder();
  private TrainyardClient yard = TrainyardClient.at(URI.create("http://localhost"));

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void connect() {
    answers = new Recorder();
    yard = TrainyardClient.at(URI.create("http://localhost:" + port), answers.recording());
  }

  @Test
  void uploadsTrainsPredictsEvaluatesAndDeletes() throws IOException {
    DatasetResponse things = answers.whole(yard.uploadDataset(things(60).with("name", "things")));
    assertThat(things.rows()).isEqualTo(60);

    JobResponse submitted = answers.whole(yard.submit(specification(things, "kind", "kinds")));
    assertThat(submitted.name()).isNotEmpty();
    JobResponse ended = yard.awaitEnd(submitted.id());
    assertThat(ended.state().isEnd()).isTrue();
    assertThat(ended.model()).isEqualTo(new ModelReference("kinds", 1));
    assertThat(ended.resolved().training().epochs()).isEqualTo(5);
    answers.whole(yard.job(ended.id()));
    answers.whole(yard.listJobs(List.of("SUCCEEDED", "FAILED"), null, null, "1", null));
    answers.whole(yard.getLearningCurve(ended.id(), null));
    answers.whole(yard.getDiagnostics(ended.id()));

    ModelResponse model = answers.whole(yard.getModel("kinds"));
    assertThat(model.inputs()).extracting(ModelResponse.Input::name).contains("size", "color");
    answers.whole(yard.getModelVersion("kinds", 1));
    answers.whole(yard.listModels(null, null));
    assertThat(yard.getModelCard("kinds", 1)).startsWith("# ");

    PredictRequest rows =
        PredictRequest.of(List.of(Map.of("size", 3, "color", "red"), List.of(70, "blue")));
    assertThat(answers.whole(yard.predict("kinds", rows)).predictions())
        .hasSize(2)
        .allSatisfy(prediction -> assertThat(prediction).isInstanceOf(Prediction.Label.class));
    answers.whole(yard.predictVersion("kinds", 1, rows));

    EvaluationResponse held = answers.whole(yard.getEvaluation("kinds", 1));
    assertThat(held.evaluation()).isInstanceOf(ClassificationEvaluation.class);
    answers.whole(yard.evaluateModel("kinds", new EvaluateRequest("things")));
    answers.whole(yard.evaluateModelVersion("kinds", 1, new EvaluateRequest(things.id())));
    answers.whole(yard.getImportance("kinds", 1, "things", 2, 1));

    yard.deleteJob(ended.id(), null);
    yard.deleteModelVersion("kinds", 1);
    yard.deleteDataset(things.id());
    assertThat(refusal(() -> yard.getDataset(things.id())).is(ProblemType.NOT_FOUND)).isTrue();
  }

  @Test
  void readsNumbersOfRegressionsAndModelsFromFiles() throws IOException {
    DatasetResponse things = yard.uploadDataset(things(60));
    String job = yard.submit(specification(things, "size", "sizes")).id();
    assertThat(yard.awaitEnd(job).model()).isNotNull();

    assertThat(answers.whole(yard.getEvaluation("sizes", 1)).evaluation())
        .isInstanceOf(RegressionEvaluation.class);
    PredictRequest row = PredictRequest.of(List.of(Map.of("color", "red", "kind", "small")));
    assertThat(answers.whole(yard.predict("sizes", row)).predictions().getFirst())
        .isInstanceOf(Prediction.Value.class);

    ResponseEntity<Resource> file = yard.getModelFile("sizes", 1, "model.trainyard");
    assertThat(file.getHeaders().getETag()).isNotEmpty();
    ModelResponse copy =
        answers.whole(
            yard.importModel(ModelUpload.of("copy", Objects.requireNonNull(file.getBody()))));
    assertThat(copy.weightsSha256()).isEqualTo(yard.getModel("sizes").weightsSha256());

    JobResponse again = Objects.requireNonNull(yard.reproduceModel("again", "sizes", 1).getBody());
    assertThat(yard.awaitEnd(again.id()).reproduction())
        .satisfies(found -> assertThat(Objects.requireNonNull(found).equal()).isTrue());
  }

  @Test
  void saysWhatAnUploadWouldBecomeAndTakesForms() throws IOException {
    Path file = Files.writeString(data.resolve("things.csv"), text(20));
    InspectResponse guess = answers.whole(yard.inspectDataset(RawUpload.of(file)));
    assertThat(guess.rows()).isEqualTo(20);
    assertThat(answers.whole(yard.inspectDatasetForm(FormUpload.of(file)))).isEqualTo(guess);
    DatasetResponse stored =
        answers.whole(
            yard.uploadDatasetForm(
                FormUpload.of(file).with("name", "a form").with(answers.last())));
    assertThat(stored.name()).isEqualTo("a form");
    answers.whole(yard.getDataset(stored.id()));
    answers.whole(yard.listDatasets("1", null));
    assertThat(answers.whole(yard.getRows(stored.id(), 18, null)).items()).hasSize(2);
    assertThat(answers.whole(yard.listGenerators()))
        .allSatisfy(generator -> {
          GenerateRequest request =
              GenerateRequest.of(generator.name()).withSamples(10).withSeed(2).withName("made");
          assertThat(answers.whole(yard.generateDataset(request)).rows()).isEqualTo(10);
        });
    answers.whole(yard.getLimits());
  }

  @Test
  void doesOnceWhatIsSentTwiceAndKnowsWhatHasNotChanged() {
    JsonDocument specification =
        JsonDocument.written(specification(yard.uploadDataset(things(40)), "kind", "twice"));
    ResponseEntity<JobResponse> first = yard.submitJob("\"a key\"", specification);
    ResponseEntity<JobResponse> second = yard.submitJob("\"a key\"", specification);
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);

    String id = Objects.requireNonNull(first.getBody()).id();
    yard.awaitEnd(id);
    ResponseEntity<JobResponse> seen = yard.getJob(id, null, null);
    String tag = Objects.requireNonNull(seen.getHeaders().getETag());
    assertThat(yard.getJob(id, null, tag).getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
    assertThat(refusal(() -> yard.deleteJob(id, "\"another\"")).is(ProblemType.PRECONDITION_FAILED))
        .isTrue();
    yard.deleteJob(id, tag);
  }

  @Test
  void watchesAJobLive() {
    String id = yard.submit(specification(yard.uploadDataset(things(40)), "kind", "watched")).id();
    List<SentEvent> seen = new ArrayList<>();
    yard.watch(List.of(id), null, seen::add);

    assertThat(seen).extracting(SentEvent::type).contains("state", "epoch").endsWith("end");
    assertThat(seen.getFirst().data().text()).contains(id);
    List<SentEvent> rest = new ArrayList<>();
    yard.watch(List.of(id), seen.get(2).id(), rest::add);
    assertThat(rest).isEqualTo(seen.subList(3, seen.size()));
    yard.watch(List.of(id), seen.getLast().id(), rest::add);
    assertThat(rest).hasSize(seen.size() - 3);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    ReceivedProblem problem =
        refusal(() -> yard.submit("{\"dataset\": \"x\", \"target\": \"y\", \"netwrok\": {}}"));
    assertThat(problem.is(ProblemType.UNKNOWN_FIELD)).isTrue();
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.field()).isEqualTo("/netwrok");
    assertThat(problem.detail()).contains("network");
    assertThat(problem.errorId()).startsWith("err_");

    DatasetResponse things = yard.uploadDataset(things(40));
    ReceivedProblem several =
        refusal(() ->
            yard.submit(
                Map.of(
                    "dataset", things.id(),
                    "target", "kind",
                    "network", Map.of("hidden", List.of(0)),
                    "training", Map.of("epochs", 0))));
    assertThat(several.violations())
        .extracting(ReceivedProblem.Violation::field)
        .contains("/network/hidden/0", "/training/epochs");
    Validation checked =
        answers.whole(yard.validateJob(JsonDocument.written(specification(things, "kind", "m"))));
    assertThat(checked.valid()).isTrue();
    answers.whole(yard.validateJob(JsonDocument.of("{}")));
    assertThat(refusal(() -> yard.watch(List.of("job_"), null, _ -> {})).is(ProblemType.BAD_ID))
        .isTrue();
  }

  private static ReceivedProblem refusal(ThrowingCallable call) {
    RefusedException[] thrown = new RefusedException[1];
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .satisfies(refused -> thrown[0] = refused);
    return thrown[0].problem();
  }

  private static Map<String, Object> specification(
      DatasetResponse dataset, String target, String model) {
    return Map.of(
        "dataset", dataset.id(),
        "target", target,
        "network", Map.of("hidden", List.of(4)),
        "training", Map.of("epochs", 5, "batchSize", 10),
        "model", Map.of("name", model));
  }

  private static RawUpload things(int rows) {
    return RawUpload.of(text(rows));
  }

  private static String text(int rows) {
    StringBuilder text = new StringBuilder("size,color,kind\n");
    IntStream.range(0, rows)
        .forEach(row ->
            text.append(
                "%d,%s,%s\n"
                    .formatted(
                        row, row % 2 == 0 ? "red" : "blue", row < rows / 2 ? "small" : "large")));
    return text.toString();
  }
}
