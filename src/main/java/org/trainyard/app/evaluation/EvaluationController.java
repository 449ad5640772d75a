package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Models")
class EvaluationController implements EvaluationApi {

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

  @Override
  @Operation(summary = "Evaluate the newest version on a data set", description = FIGURES)
  public EvaluationResponse evaluateModel(String name, EvaluateRequest request) {
    return evaluations.evaluate(name, null, request.dataset());
  }

  @Override
  @Operation(summary = "Evaluate a version on a data set", description = FIGURES)
  public EvaluationResponse evaluateModelVersion(
      String name, int version, EvaluateRequest request) {
    return evaluations.evaluate(name, (long) version, request.dataset());
  }

  @Override
  @Operation(
      summary = "The evaluation that was made at the end of training",
      description =
          "On the test rows, or on the validation rows where there are none; 'split' says which.")
  public EvaluationResponse getEvaluation(String name, int version) {
    return evaluations.heldOut(name, version);
  }
}
