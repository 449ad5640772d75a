package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/models/{name}")
@Tag(name = "Models")
class EvaluationController {

  private static final String FIGURES =
      "Classification: loss, accuracy, balancedAccuracy, macroF1, perClass, confusionMatrix, roc and"
          + " precisionRecall curves with their areas, logLoss, brier, calibration. Regression, in"
          + " the target's unit: meanSquaredError, rootMeanSquaredError, meanAbsoluteError, r2,"
          + " medianAbsoluteError, residualQuantiles, predictedVersusActual. What is undefined is"
          + " null.";

  private final EvaluationService evaluations;

  EvaluationController(EvaluationService evaluations) {
    this.evaluations = evaluations;
  }

  @PostMapping(value = "/evaluate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Evaluate the newest version on a data set", description = FIGURES)
  EvaluationResponse evaluateNewest(
      @PathVariable String name, @RequestBody EvaluateRequest request) {
    return evaluations.evaluate(name, null, request.dataset());
  }

  @PostMapping(value = "/versions/{version}/evaluate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Evaluate a version on a data set", description = FIGURES)
  EvaluationResponse evaluate(
      @PathVariable String name, @PathVariable int version, @RequestBody EvaluateRequest request) {
    return evaluations.evaluate(name, (long) version, request.dataset());
  }

  @GetMapping("/versions/{version}/evaluation")
  @Operation(
      summary = "The evaluation that was made at the end of training",
      description =
          "On the test rows, or on the validation rows where there are none; 'split' says which.")
  EvaluationResponse heldOutEvaluation(@PathVariable String name, @PathVariable int version) {
    return evaluations.heldOut(name, version);
  }
}
