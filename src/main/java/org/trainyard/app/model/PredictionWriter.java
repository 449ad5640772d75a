package org.trainyard.app.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.tensor.Matrix;

/** Turns outputs of the network into scores, and these into predictions. Immutable. */
record PredictionWriter(ModelOutput output) {

  /**
   * Writes the scores of some rows, each checked to be finite.
   *
   * @param count the first rows of {@code outputs}
   * @param scores (rows, columns), written from row {@code first} on
   */
  void write(Matrix outputs, int count, float[] scores, int first) {
    int columns = columns();
    for (int row = 0; row < count; row++) {
      writeRow(outputs, row, scores, (first + row) * columns);
      requireFinite(scores, first + row, columns);
    }
  }

  Prediction prediction(Scores scores, int row, List<String> warnings) {
    return switch (output) {
      case ModelOutput.Classification classification ->
          label(classification, scores, row, warnings);
      case ModelOutput.Regression regression when regression.targets().size() == 1 ->
          new Prediction.Value(scores.get(row, 0), warnings);
      case ModelOutput.Regression regression -> values(regression, scores, row, warnings);
    };
  }

  /** How many scores a row has. */
  int columns() {
    return switch (output) {
      case ModelOutput.Classification classification -> classification.labels().size();
      case ModelOutput.Regression regression -> regression.targets().size();
    };
  }

  private void writeRow(Matrix outputs, int row, float[] scores, int offset) {
    switch (output) {
      case ModelOutput.Classification classification -> {
        float[] probabilities = classification.probabilities(outputs, row);
        System.arraycopy(probabilities, 0, scores, offset, probabilities.length);
      }
      case ModelOutput.Regression regression -> {
        for (int i = 0; i < regression.targets().size(); i++) {
          scores[offset + i] = regression.targets().get(i).value(outputs.get(row, i));
        }
      }
    }
  }

  private static Prediction label(
      ModelOutput.Classification output, Scores scores, int row, List<String> warnings) {
    Map<String, Float> byLabel = LinkedHashMap.newLinkedHashMap(scores.columns());
    int likeliest = 0;
    for (int i = 0; i < scores.columns(); i++) {
      byLabel.put(output.labels().get(i), scores.get(row, i));
      likeliest = scores.get(row, i) > scores.get(row, likeliest) ? i : likeliest;
    }
    return new Prediction.Label(
        output.labels().get(likeliest), scores.get(row, likeliest), byLabel, warnings);
  }

  private static Prediction values(
      ModelOutput.Regression output, Scores scores, int row, List<String> warnings) {
    Map<String, Float> values = LinkedHashMap.newLinkedHashMap(output.targets().size());
    for (int i = 0; i < output.targets().size(); i++) {
      values.put(output.targets().get(i).name(), scores.get(row, i));
    }
    return new Prediction.Values(values, warnings);
  }

  private static void requireFinite(float[] scores, int row, int columns) {
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      if (!Float.isFinite(scores[i])) {
        throw Problem.of(
                ProblemType.VALUE_NOT_FINITE,
                "The prediction for row %d (counted from 0) is beyond the range of a 32-bit number; its values are too far from those of the training."
                    .formatted(row))
            .field("/instances/" + row)
            .toException();
      }
    }
  }
}
