package org.trainyard.app.model;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models", description = "Trained models and their predictions")
class ModelController {

  private final ModelRegistry registry;
  private final ModelProperties properties;
  private final MeterRegistry meters;
  private final Timer latency;
  private final DistributionSummary rows;

  ModelController(ModelRegistry registry, ModelProperties properties, MeterRegistry meters) {
    this.registry = registry;
    this.properties = properties;
    this.meters = meters;
    this.latency =
        Timer.builder("trainyard.predict")
            .description("Time to answer a predict request, from its values to its predictions")
            .publishPercentileHistogram()
            .register(meters);
    this.rows =
        DistributionSummary.builder("trainyard.predict.rows")
            .description("Rows of a predict request")
            .register(meters);
  }

  @GetMapping
  @Operation(summary = "List models by name, each with its newest version")
  Page<ModelSummary> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = Cursor.limit(limit);
    return Page.of(
        registry.newest(Cursor.parse(cursor, 1).key(), size + 1).stream()
            .map(ModelSummary::of)
            .toList(),
        size,
        ModelSummary::name);
  }

  @GetMapping("/{name}")
  @Operation(summary = "The newest version of a model")
  ModelResponse newest(@PathVariable String name) {
    return response(registry.newest(name));
  }

  @GetMapping("/{name}/versions/{version}")
  @Operation(summary = "A version of a model")
  ModelResponse version(@PathVariable String name, @PathVariable int version) {
    return response(registry.version(name, version));
  }

  @DeleteMapping("/{name}/versions/{version}")
  @Operation(summary = "Delete a version")
  ResponseEntity<Void> delete(@PathVariable String name, @PathVariable int version) {
    registry.delete(registry.version(name, version));
    return ResponseEntity.noContent().build();
  }

  @PostMapping(value = "/{name}/predict", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Predict with the newest version")
  PredictResponse predict(@PathVariable String name, @RequestBody PredictRequest request) {
    return predict(registry.newest(name), request);
  }

  @PostMapping(
      value = "/{name}/versions/{version}/predict",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Predict with a version")
  PredictResponse predict(
      @PathVariable String name, @PathVariable int version, @RequestBody PredictRequest request) {
    return predict(registry.version(name, version), request);
  }

  /** Measures the requests that are answered: refusals are quick and would blur the latency. */
  private PredictResponse predict(ModelVersion version, PredictRequest request) {
    checkRows(request.instances().size());
    Timer.Sample time = Timer.start(meters);
    ServableModel model = registry.servable(version);
    PredictResponse response =
        new PredictResponse(
            new PredictResponse.ModelReference(version.name(), version.version()),
            model.predict(model.reader().read(request.instances())));
    time.stop(latency);
    rows.record(request.instances().size());
    return response;
  }

  private void checkRows(int count) {
    if (count == 0) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "There are no instances; send at least one.")
          .field("/instances")
          .toException();
    }
    if (count > properties.maxInstances()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "A request holds at most %d instances, got %d; send them in parts."
                  .formatted(properties.maxInstances(), count))
          .field("/instances")
          .limit(properties.maxInstances(), count)
          .toException();
    }
  }

  private ModelResponse response(ModelVersion version) {
    List<Integer> versions =
        registry.versions(version.name()).stream().map(ModelVersion::version).toList();
    return ModelResponse.of(registry.servable(version), versions);
  }

  /** A line of the list. */
  record ModelSummary(String name, int latestVersion, Instant createdAt, String job) {

    static ModelSummary of(ModelVersion version) {
      return new ModelSummary(
          version.name(), version.version(), version.createdAt(), version.jobId());
    }
  }
}
