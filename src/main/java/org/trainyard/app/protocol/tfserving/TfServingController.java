package org.trainyard.app.protocol.tfserving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.Predictor;
import org.trainyard.app.model.Protocol;
import org.trainyard.app.model.Scores;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.JsonAnswer;
import org.trainyard.app.protocol.LenientJson;
import org.trainyard.app.protocol.ScoreRows;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Predicts. The content type of a request says nothing: its clients send that of a form. */
@RestController
@Tag(name = "TensorFlow Serving")
class TfServingController {

  private final ServingModels models;
  private final Predictor predictor;

  TfServingController(ServingModels models, Predictor predictor) {
    this.models = models;
    this.predictor = predictor;
  }

  @PostMapping("/v1/models/{name:[^:]+}:predict")
  @Operation(operationId = "tfServingPredict", summary = "Predict (TensorFlow Serving, KServe V1)")
  void predict(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(name, null, request, response);
  }

  @PostMapping("/v1/models/{name:[^:]+}/versions/{version:\\d+}:predict")
  @Operation(
      operationId = "tfServingPredictVersion",
      summary = "Predict with a version (TensorFlow Serving)")
  void predict(
      @PathVariable String name,
      @PathVariable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(name, version, request, response);
  }

  @PostMapping("/v1/models/{name:[^:]+}/labels/{label:[^:]+}:predict")
  @Operation(
      operationId = "tfServingPredictLabel",
      summary = "Refused: versions have no labels here")
  void predictLabel(@PathVariable String name, @PathVariable String label) {
    throw StatusController.noLabel(label);
  }

  @PostMapping("/v1/models/{name:[^:]+}:explain")
  @Operation(operationId = "tfServingExplain", summary = "Refused: there are no explanations")
  void explain(@PathVariable String name) {
    throw Problem.of(ProblemType.BAD_REQUEST, "Explanations are not implemented.")
        .with("status", 501)
        .toException();
  }

  private void answer(
      String name,
      @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    PredictBody body =
        PredictBody.of(LenientJson.object(request.getInputStream().readAllBytes()), model);
    predictor.requireRows(body.rows().rows());
    Scores scores = predictor.score(Protocol.TFSERVING, model, body.rows());
    Map<String, Object> answer = new LinkedHashMap<>();
    body.keys().forEach(key -> answer.put(key, ScoreRows.of(scores)));
    JsonAnswer.write(response, answer);
  }
}
