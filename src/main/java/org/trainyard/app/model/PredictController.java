package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.LineTexts;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Models")
class PredictController implements PredictApi {

  private static final String NEWEST = "/api/v1/models/{name}/predict";
  private static final String VERSION = "/api/v1/models/{name}/versions/{version}/predict";

  private final ModelRegistry registry;
  private final Predictor predictor;
  private final StrictJson json;

  PredictController(ModelRegistry registry, Predictor predictor, StrictJson json) {
    this.registry = registry;
    this.predictor = predictor;
    this.json = json;
  }

  @Override
  @Operation(
      summary = "Predict with the newest version",
      description =
          "Rows as JSON, as CSV with a header, or as NDJSON, an instance a line, which is answered"
              + " as it comes in, any number of rows. JSON and CSV are answered as Accept says.")
  public PredictResponse predict(String name, PredictRequest request) {
    return predict(registry.newest(name), request);
  }

  @Override
  @Operation(summary = "Predict with a version")
  public PredictResponse predictVersion(String name, int version, PredictRequest request) {
    return predict(registry.version(name, version), request);
  }

  @PostMapping(
      value = NEWEST,
      consumes = LineTexts.CSV,
      produces = {MediaType.APPLICATION_JSON_VALUE, LineTexts.CSV, LineTexts.NDJSON})
  @Operation(hidden = true) // one operation in the document, whatever the form
  PredictResponse predictTable(@PathVariable String name, InputStream rows) throws IOException {
    return predictTable(registry.newest(name), rows);
  }

  @PostMapping(
      value = VERSION,
      consumes = LineTexts.CSV,
      produces = {MediaType.APPLICATION_JSON_VALUE, LineTexts.CSV, LineTexts.NDJSON})
  @Operation(hidden = true)
  PredictResponse predictTable(
      @PathVariable String name, @PathVariable int version, InputStream rows) throws IOException {
    return predictTable(registry.version(name, version), rows);
  }

  @PostMapping(value = NEWEST, consumes = LineTexts.NDJSON, produces = LineTexts.NDJSON)
  @Operation(hidden = true)
  void predictLines(@PathVariable String name, InputStream rows, HttpServletResponse response)
      throws IOException {
    predictLines(registry.newest(name), rows, response);
  }

  @PostMapping(value = VERSION, consumes = LineTexts.NDJSON, produces = LineTexts.NDJSON)
  @Operation(hidden = true)
  void predictLines(
      @PathVariable String name,
      @PathVariable int version,
      InputStream rows,
      HttpServletResponse response)
      throws IOException {
    predictLines(registry.version(name, version), rows, response);
  }

  private PredictResponse predict(ModelVersion version, PredictRequest request) {
    ServableModel model = registry.servable(version);
    return answer(model, () -> instances(model, request.instances()));
  }

  private List<Instance> instances(ServableModel model, List<JsonNode> instances) {
    Optional<List<Instance>> plain =
        instances instanceof UnreadInstances unread
            ? unread.plain(model.reader(), predictor.maxRows())
            : Optional.empty();
    return plain.orElseGet(() -> {
      predictor.requireRows(instances.size());
      return model.reader().read(instances);
    });
  }

  private PredictResponse predictTable(ModelVersion version, InputStream rows) throws IOException {
    ServableModel model = registry.servable(version);
    List<Instance> instances = CsvInstances.read(rows, model.reader(), predictor.maxRows());
    return answer(model, () -> instances);
  }

  private PredictResponse answer(ServableModel model, Supplier<List<Instance>> instances) {
    ModelVersion version = model.version();
    return new PredictResponse(ModelReference.of(version), predictor.predict(model, instances));
  }

  private void predictLines(ModelVersion version, InputStream rows, HttpServletResponse response)
      throws IOException {
    new PredictionStream(registry.servable(version), predictor, json).answer(rows, response);
  }
}
