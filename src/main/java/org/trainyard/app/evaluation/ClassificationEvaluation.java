package org.trainyard.app.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good predicted labels and probabilities are.
 *
 * @param loss what training minimizes, without class weights and smoothing: the mean of {@code
 *     -log(probability of the actual label)}, natural logarithm
 * @param balancedAccuracy the mean recall of the labels that have rows
 * @param macroF1 the mean F1 of the labels that have rows or predictions
 * @param logLoss the same as {@code loss}, under its usual name
 * @param brier the mean over rows of the sum over labels of {@code (probability - actual)^2}, 0 to
 *     2; G. W. Brier, "Verification of forecasts expressed in terms of probability", 1950, eq. 2
 * @param confusionMatrix null if there are more than {@value ConfusionMatrix#MAX_LABELS} labels
 * @param roc one curve for each label against the rest
 * @param precisionRecall likewise
 * @param curveRows how many rows the curves are made of: all, or a sample if they are too many
 */
public record ClassificationEvaluation(
    long rows,
    @Nullable Double loss,
    @Nullable Double accuracy,
    @Nullable Double balancedAccuracy,
    @Nullable Double macroF1,
    @Nullable Double logLoss,
    @Nullable Double brier,
    List<LabelFigures> perClass,
    @Nullable ConfusionMatrix confusionMatrix,
    List<RocCurve> roc,
    List<PrecisionRecallCurve> precisionRecall,
    Calibration calibration,
    long curveRows)
    implements Evaluation {

  public ClassificationEvaluation {
    perClass = List.copyOf(perClass);
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
  }
}
