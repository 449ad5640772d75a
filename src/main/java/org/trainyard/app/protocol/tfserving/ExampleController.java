package org.trainyard.app.protocol.tfserving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.Predictor;
import org.trainyard.app.model.Protocol;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.Scores;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;
import org.trainyard.app.protocol.LenientJson;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Predicts from examples, which are rows by column name: labels with scores, or values. */
@RestController
@Tag(name = "TensorFlow Serving")
class ExampleController {

  private final ServingModels models;
  private final Predictor predictor;

  ExampleController(ServingModels models, Predictor predictor) {
    this.models = models;
    this.predictor = predictor;
  }

  @PostMapping({
    "/v1/models/{name:[^:]+}:classify",
    "/v1/models/{name:[^:]+}/versions/{version:\\d+}:classify"
  })
  @Operation(hidden = true) // as :predict, which is in the document
  void classify(
      @PathVariable String name,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    switch (model.description().output()) {
      case ModelOutput.Classification output ->
          answer(model, request, response, (scores, row) -> pairs(output.labels(), scores, row));
      case ModelOutput.Regression _ -> throw wrong("classifies nothing", ":regress or :predict");
    }
  }

  @PostMapping({
    "/v1/models/{name:[^:]+}:regress",
    "/v1/models/{name:[^:]+}/versions/{version:\\d+}:regress"
  })
  @Operation(hidden = true)
  void regress(
      @PathVariable String name,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    switch (model.description().output()) {
      case ModelOutput.Regression output when output.targets().size() == 1 ->
          answer(model, request, response, (scores, row) -> scores.get(row, 0));
      case ModelOutput.Regression _ -> throw wrong("has several targets", ":predict");
      case ModelOutput.Classification _ -> throw wrong("has no value", ":classify or :predict");
    }
  }

  @PostMapping({
    "/v1/models/{name:[^:]+}/labels/{label:[^:]+}:classify",
    "/v1/models/{name:[^:]+}/labels/{label:[^:]+}:regress"
  })
  @Operation(hidden = true)
  void label(@PathVariable String name, @PathVariable String label) {
    throw StatusController.noLabel(label);
  }

  private void answer(
      ServableModel model,
      HttpServletRequest request,
      HttpServletResponse response,
      BiFunction<Scores, Integer, Object> result)
      throws IOException {
    RawRows rows =
        PredictBody.ofExamples(LenientJson.object(request.getInputStream().readAllBytes()), model);
    predictor.requireRows(rows.rows());
    Scores scores = predictor.score(Protocol.TFSERVING, model, rows);
    List<Object> results = new ArrayList<>(scores.rows());
    for (int row = 0; row < scores.rows(); row++) {
      results.add(result.apply(scores, row));
    }
    JsonAnswer.write(response, Map.of("results", results));
  }

  /** Each label with its score, in the order of the labels. */
  private static List<List<Object>> pairs(List<String> labels, Scores scores, int row) {
    List<List<Object>> pairs = new ArrayList<>(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      pairs.add(List.of(labels.get(i), scores.get(row, i)));
    }
    return pairs;
  }

  private static ProblemException wrong(String reason, String instead) {
    return Problem.of(
            ProblemType.BAD_REQUEST, "The model %s; ask it with %s.".formatted(reason, instead))
        .toException();
  }
}
