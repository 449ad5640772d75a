package org.trainyard.app.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.tensor.Matrix;

/** Turns outputs of the network into predictions. Immutable. */
record PredictionWriter(ModelOutput output) {

  Prediction prediction(Matrix outputs, int row, List<String> warnings) {
    return switch (output) {
      case ModelOutput.Classification classification ->
          label(classification, classification.probabilities(outputs, row), row, warnings);
      case ModelOutput.Regression regression when regression.targets().size() == 1 ->
          new Prediction.Value(value(regression, outputs, row, 0), warnings);
      case ModelOutput.Regression regression -> values(regression, outputs, row, warnings);
    };
  }

  private static Prediction label(
      ModelOutput.Classification output, float[] probabilities, int row, List<String> warnings) {
    Map<String, Float> byLabel = LinkedHashMap.newLinkedHashMap(probabilities.length);
    int likeliest = 0;
    for (int i = 0; i < probabilities.length; i++) {
      byLabel.put(output.labels().get(i), finite(probabilities[i], row));
      likeliest = probabilities[i] > probabilities[likeliest] ? i : likeliest;
    }
    return new Prediction.Label(
        output.labels().get(likeliest), probabilities[likeliest], byLabel, warnings);
  }

  private static Prediction values(
      ModelOutput.Regression output, Matrix outputs, int row, List<String> warnings) {
    Map<String, Float> values = LinkedHashMap.newLinkedHashMap(output.targets().size());
    for (int i = 0; i < output.targets().size(); i++) {
      values.put(output.targets().get(i).name(), value(output, outputs, row, i));
    }
    return new Prediction.Values(values, warnings);
  }

  private static float value(ModelOutput.Regression output, Matrix outputs, int row, int index) {
    return finite(output.targets().get(index).value(outputs.get(row, index)), row);
  }

  private static float finite(float value, int row) {
    if (Float.isFinite(value)) {
      return value;
    }
    throw Problem.of(
            ProblemType.VALUE_NOT_FINITE,
            "The prediction for this row is beyond the range of a 32-bit number; its values are too far from those of the training.")
        .field("/instances/" + row)
        .toException();
  }
}
