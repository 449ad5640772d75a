package org.trainyard.app.protocol.oip;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;

/** What the service and its models say of themselves. */
@RestController
@Tag(name = "Open Inference Protocol")
class OipController {

  private static final List<String> EXTENSIONS =
      List.of(
          "binary_tensor_data",
          "classification",
          "parameters",
          "statistics",
          "model_configuration",
          "model_repository");

  private final OipModels models;
  private final String version;

  OipController(OipModels models, ObjectProvider<BuildProperties> build) {
    this.models = models;
    BuildProperties properties = build.getIfAvailable();
    this.version = properties == null ? "development" : String.valueOf(properties.getVersion());
  }

  @GetMapping("/v2/health/live")
  @Operation(operationId = "oipLive", summary = "Whether the service lives")
  void live(HttpServletResponse response) throws IOException {
    JsonAnswer.write(response, Map.of("live", true));
  }

  /** Ready to predict, whatever trainings do: a busy queue takes no replica out of service. */
  @GetMapping("/v2/health/ready")
  @Operation(operationId = "oipReady", summary = "Whether models can be asked")
  void ready(HttpServletResponse response) throws IOException {
    JsonAnswer.write(response, members("live", true, "ready", true));
  }

  @GetMapping("/v2")
  @Operation(
      operationId = "oipServer",
      summary = "The service and the extensions of the protocol that it has")
  void server(HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response, members("name", "trainyard", "version", version, "extensions", EXTENSIONS));
  }

  @GetMapping("/v2/")
  @Operation(hidden = true)
  void serverWithSlash(HttpServletResponse response) throws IOException {
    server(response);
  }

  @GetMapping("/v2/models")
  @Operation(operationId = "oipList", summary = "The names of all models")
  void list(HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response,
        Map.of("models", models.all().newest().stream().map(ModelVersion::name).toList()));
  }

  @GetMapping("/v2/models/{name}")
  @Operation(operationId = "oipMetadata", summary = "The tensors of a model")
  void metadata(@PathVariable String name, HttpServletResponse response) throws IOException {
    metadata(name, null, response);
  }

  @GetMapping("/v2/models/{name}/versions/{version:\\d+}")
  @Operation(operationId = "oipMetadataVersion", summary = "The tensors of a version")
  void metadata(
      @PathVariable String name,
      @PathVariable @Nullable String version,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    JsonAnswer.write(
        response,
        members(
            "name",
            model.version().name(),
            "versions",
            models.all().versions(name).stream().map(each -> text(each.version())).toList(),
            "platform",
            "trainyard_v1",
            "inputs",
            TensorSpec.inputs(model),
            "outputs",
            List.of(TensorSpec.output(model))));
  }

  @GetMapping("/v2/models/{name}/ready")
  @Operation(operationId = "oipModelReady", summary = "Whether a model can be asked")
  void modelReady(@PathVariable String name, HttpServletResponse response) throws IOException {
    modelReady(name, null, response);
  }

  @GetMapping("/v2/models/{name}/versions/{version:\\d+}/ready")
  @Operation(operationId = "oipModelReadyVersion", summary = "Whether a version can be asked")
  void modelReady(
      @PathVariable String name,
      @PathVariable @Nullable String version,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version); // 503 where its file is damaged
    JsonAnswer.write(response, members("name", model.version().name(), "ready", true));
  }

  private static String text(int number) {
    return String.valueOf(number);
  }

  /** Members in this order. */
  static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return members;
  }
}
