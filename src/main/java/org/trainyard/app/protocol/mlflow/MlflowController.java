package org.trainyard.app.protocol.mlflow;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.Predictor;
import org.trainyard.app.model.Protocol;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.Scores;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;
import org.trainyard.app.protocol.ModelLookup;
import org.trainyard.app.protocol.ScoreRows;
import org.trainyard.app.web.Echo;

/**
 * The scoring server, once for the default model and once below {@code /mlflow/{name}} for each:
 * its client takes {@code localhost:8080/mlflow/iris} for an address.
 */
@RestController
@Tag(name = "MLflow")
class MlflowController {

  private final ModelLookup models;
  private final Predictor predictor;
  private final MlflowProperties properties;
  private final String version;

  MlflowController(
      ModelLookup models,
      Predictor predictor,
      MlflowProperties properties,
      ObjectProvider<BuildProperties> build) {
    this.models = models;
    this.predictor = predictor;
    this.properties = properties;
    BuildProperties known = build.getIfAvailable();
    this.version = known == null ? "development" : String.valueOf(known.getVersion());
  }

  @GetMapping({
    "/ping",
    "/health",
    "/mlflow/{name}/ping",
    "/mlflow/{name}/health",
    "/mlflow/{name}/versions/{version:\\d+}/ping",
    "/mlflow/{name}/versions/{version:\\d+}/health"
  })
  @Operation(
      operationId = "mlflowPing",
      summary = "Whether the model can be asked (MLflow, SageMaker)")
  void ping(
      @PathVariable(required = false) @Nullable String name,
      @PathVariable(required = false) @Nullable String version,
      HttpServletResponse response)
      throws IOException {
    model(name, version);
    JsonAnswer.write(response, new byte[] {'\n'}, MediaType.APPLICATION_JSON_VALUE);
  }

  @GetMapping({
    "/version",
    "/mlflow/{name}/version",
    "/mlflow/{name}/versions/{version:\\d+}/version"
  })
  @Operation(operationId = "mlflowVersion", summary = "The version of the service (MLflow)")
  void version(HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response, version.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_PLAIN_VALUE);
  }

  @PostMapping({
    "/invocations",
    "/mlflow/{name}/invocations",
    "/mlflow/{name}/versions/{version:\\d+}/invocations"
  })
  @Operation(operationId = "mlflowInvoke", summary = "Predict (MLflow, SageMaker)")
  void invoke(
      @PathVariable(required = false) @Nullable String name,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = model(name, version);
    RawRows rows = ScoringBody.read(request, model);
    predictor.requireRows(rows.rows());
    Scores scores = predictor.score(Protocol.MLFLOW, model, rows);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("predictions", ScoreRows.of(scores));
    switch (model.description().output()) {
      case ModelOutput.Classification classification ->
          answer.put("labels", labels(classification, scores));
      case ModelOutput.Regression _ -> {}
    }
    JsonAnswer.write(response, answer);
  }

  private static List<String> labels(ModelOutput.Classification output, Scores scores) {
    List<String> labels = new ArrayList<>(scores.rows());
    for (int row = 0; row < scores.rows(); row++) {
      int likeliest = 0;
      for (int i = 1; i < scores.columns(); i++) {
        likeliest = scores.get(row, i) > scores.get(row, likeliest) ? i : likeliest;
      }
      labels.add(output.labels().get(likeliest));
    }
    return labels;
  }

  private ServableModel model(@Nullable String name, @Nullable String version) {
    String wanted = name == null ? defaultModel() : name;
    String unknown =
        version == null
            ? "There is no model '%s'.".formatted(Echo.of(wanted))
            : "There is no version %s of a model '%s'."
                .formatted(Echo.of(version), Echo.of(wanted));
    return models.servable(wanted, version, unknown);
  }

  private String defaultModel() {
    if (properties.defaultModel() != null) {
      return properties.defaultModel();
    }
    List<ModelVersion> all = models.newest();
    if (all.size() == 1) {
      return all.getFirst().name();
    }
    throw ModelLookup.notFound(
        "",
        all.isEmpty()
            ? "There is no model yet."
            : "There are %d models; ask one at /mlflow/{name}/invocations, or start the service with --trainyard.mlflow.default-model=<name>."
                .formatted(all.size()));
  }
}
