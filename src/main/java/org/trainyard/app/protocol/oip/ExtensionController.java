package org.trainyard.app.protocol.oip;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.Predictor;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;

/** Triton's extensions: statistics, model configuration, model repository. */
@RestController
@Tag(name = "Open Inference Protocol")
class ExtensionController {

  private final OipModels models;
  private final InferenceStatistics statistics;
  private final Predictor predictor;

  ExtensionController(OipModels models, InferenceStatistics statistics, Predictor predictor) {
    this.models = models;
    this.statistics = statistics;
    this.predictor = predictor;
  }

  @GetMapping("/v2/models/stats")
  @Operation(operationId = "oipAllStatistics", summary = "Counts and times of all models")
  void allStatistics(HttpServletResponse response) throws IOException {
    write(models.all().newest(), response);
  }

  @GetMapping("/v2/models/{name}/stats")
  @Operation(
      operationId = "oipStatistics",
      summary = "Counts and times of the newest version of a model")
  void statistics(@PathVariable String name, HttpServletResponse response) throws IOException {
    write(List.of(models.servable(name, null).version()), response);
  }

  @GetMapping("/v2/models/{name}/versions/{version:\\d+}/stats")
  @Operation(operationId = "oipStatisticsVersion", summary = "Counts and times of a version")
  void statistics(
      @PathVariable String name, @PathVariable String version, HttpServletResponse response)
      throws IOException {
    write(List.of(models.servable(name, version).version()), response);
  }

  private void write(List<ModelVersion> versions, HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response, Map.of("model_stats", versions.stream().map(statistics::view).toList()));
  }

  @GetMapping("/v2/models/{name}/config")
  @Operation(operationId = "oipConfiguration", summary = "The configuration of a model")
  void configuration(@PathVariable String name, HttpServletResponse response) throws IOException {
    configuration(name, null, response);
  }

  @GetMapping("/v2/models/{name}/versions/{version:\\d+}/config")
  @Operation(operationId = "oipConfigurationVersion", summary = "The configuration of a version")
  void configuration(
      @PathVariable String name,
      @PathVariable @Nullable String version,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    JsonAnswer.write(
        response,
        OipController.members(
            "name",
            model.version().name(),
            "platform",
            "trainyard_v1",
            "backend",
            "trainyard",
            "max_batch_size",
            predictor.maxRows(),
            "input",
            TensorSpec.inputs(model).stream().map(ExtensionController::configuration).toList(),
            "output",
            List.of(configuration(TensorSpec.output(model)))));
  }

  /** Without the dimension that counts rows, which the batch size stands for. */
  private static Map<String, Object> configuration(TensorSpec spec) {
    return OipController.members(
        "name",
        spec.name(),
        "data_type",
        spec.datatype() == DataType.BYTES ? "TYPE_STRING" : "TYPE_" + spec.datatype(),
        "dims",
        spec.shape().subList(1, spec.shape().size()));
  }

  /** The body changes nothing: a version that is damaged is listed in any case, with the reason. */
  @PostMapping("/v2/repository/index")
  @Operation(operationId = "oipIndex", summary = "All versions of all models, with their states")
  void index(HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response,
        models.all().newest().stream()
            .flatMap(newest -> models.all().versions(newest.name()).stream())
            .map(version ->
                OipController.members(
                    "name",
                    version.name(),
                    "version",
                    String.valueOf(version.version()),
                    "state",
                    models.all().isWhole(version) ? "READY" : "UNAVAILABLE",
                    "reason",
                    models.all().isWhole(version) ? "" : "its file is damaged"))
            .toList());
  }

  @PostMapping("/v2/repository/models/{name}/load")
  @Operation(operationId = "oipLoad", summary = "Read a model into memory")
  void load(@PathVariable String name, HttpServletResponse response) throws IOException {
    ServableModel model = models.servable(name, null);
    JsonAnswer.write(response, OipController.members("name", model.version().name(), "load", true));
  }

  @PostMapping("/v2/repository/models/{name}/unload")
  @Operation(operationId = "oipUnload", summary = "Refused: models leave the memory by themselves")
  void unload(@PathVariable String name) {
    models.servable(name, null);
    throw Mistakes.request(
        "Models are not unloaded here; they leave the memory when it is needed, and DELETE /api/v1/models/{name}/versions/{version} deletes one.");
  }
}
