package org.trainyard.app.protocol.tfserving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.RawColumn;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;
import org.trainyard.app.protocol.ModelLookup;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Status and metadata: what clients of TensorFlow Serving and of KServe read, in one. */
@RestController
@Tag(name = "TensorFlow Serving")
class StatusController {

  private final ModelLookup models;

  StatusController(ModelLookup models) {
    this.models = models;
  }

  @GetMapping("/v1/models")
  @Operation(operationId = "tfServingList", summary = "The names of all models (KServe V1)")
  void list(HttpServletResponse response) throws IOException {
    JsonAnswer.write(
        response, Map.of("models", models.newest().stream().map(ModelVersion::name).toList()));
  }

  @GetMapping("/v1/models/{name:[^:]+}")
  @Operation(operationId = "tfServingStatus", summary = "The states of all versions of a model")
  void status(@PathVariable String name, HttpServletResponse response) throws IOException {
    write(find(name), models.versions(name).reversed(), response);
  }

  @GetMapping("/v1/models/{name:[^:]+}/versions/{version:\\d+}")
  @Operation(operationId = "tfServingStatusVersion", summary = "The state of a version")
  void status(@PathVariable String name, @PathVariable String version, HttpServletResponse response)
      throws IOException {
    ModelVersion asked = find(name, version);
    write(asked, List.of(asked), response);
  }

  @GetMapping({
    "/v1/models/{name:[^:]+}/labels/{label:[^:]+}",
    "/v1/models/{name:[^:]+}/labels/{label:[^:]+}/metadata"
  })
  @Operation(hidden = true)
  void label(@PathVariable String name, @PathVariable String label) {
    throw noLabel(label);
  }

  @GetMapping("/v1/models/{name:[^:]+}/metadata")
  @Operation(operationId = "tfServingMetadata", summary = "The signature of a model")
  void metadata(@PathVariable String name, HttpServletResponse response) throws IOException {
    JsonAnswer.write(response, metadata(models.servable(find(name))));
  }

  @GetMapping("/v1/models/{name:[^:]+}/versions/{version:\\d+}/metadata")
  @Operation(operationId = "tfServingMetadataVersion", summary = "The signature of a version")
  void metadata(
      @PathVariable String name, @PathVariable String version, HttpServletResponse response)
      throws IOException {
    JsonAnswer.write(response, metadata(models.servable(find(name, version))));
  }

  private ModelVersion find(String name) {
    return models.find(
        name, null, "Could not find any versions of model %s".formatted(Echo.of(name)));
  }

  private ModelVersion find(String name, String version) {
    return models.find(
        name,
        version,
        "Could not find version %s of model %s".formatted(Echo.of(version), Echo.of(name)));
  }

  /**
   * Writes the states of some versions. Only one of them is read from its file for that: of the
   * others counts what was found when they were read last.
   *
   * @param asked the one that answers
   */
  private void write(ModelVersion asked, List<ModelVersion> versions, HttpServletResponse response)
      throws IOException {
    boolean isReady = models.isReady(asked);
    JsonAnswer.write(
        response,
        ordered(
            Map.entry(
                "model_version_status",
                versions.stream().map(version -> state(version, models.isWhole(version))).toList()),
            Map.entry("name", asked.name()),
            Map.entry("ready", isReady)));
  }

  private static Map<String, Object> state(ModelVersion version, boolean isWhole) {
    return ordered(
        Map.entry("version", String.valueOf(version.version())),
        Map.entry("state", isWhole ? "AVAILABLE" : "END"),
        Map.entry(
            "status",
            ordered(
                Map.entry("error_code", isWhole ? "OK" : "DATA_LOSS"),
                Map.entry(
                    "error_message", isWhole ? "" : "Its file is damaged; train it again."))));
  }

  private static Map<String, Object> metadata(ServableModel model) {
    int outputs =
        switch (model.description().output()) {
          case ModelOutput.Classification classification -> classification.labels().size();
          case ModelOutput.Regression regression -> regression.targets().size();
        };
    Map<String, Object> signature =
        ordered(
            Map.entry(
                "inputs",
                Signature.inputs(model.columns().stream().map(RawColumn::input).toList())),
            Map.entry("outputs", Signature.numbers("output", List.of(outputs))),
            Map.entry("method_name", "tensorflow/serving/predict"),
            Map.entry("defaults", Map.of()));
    return ordered(
        Map.entry(
            "model_spec",
            ordered(
                Map.entry("name", model.version().name()),
                Map.entry("signature_name", ""),
                Map.entry("version", String.valueOf(model.version().version())))),
        // The member stands twice, one in the other, in TensorFlow Serving too.
        Map.entry(
            "metadata",
            Map.of(
                "signature_def", Map.of("signature_def", Map.of("serving_default", signature)))));
  }

  static ProblemException noLabel(String label) {
    return Problem.of(
            ProblemType.BAD_REQUEST,
            "Unrecognized servable version label: %s".formatted(Echo.of(label)))
        .toException();
  }

  @SafeVarargs
  static Map<String, Object> ordered(Map.Entry<String, ?>... members) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, ?> member : members) {
      ordered.put(member.getKey(), member.getValue());
    }
    return ordered;
  }
}
