package org.trainyard.app.evaluation;

import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.Preprocessor;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;

/** Predicts a batch of raw rows at a time, in memory that is taken once. Belongs to one thread. */
final class Predictions {

  static final int BATCH_ROWS = 512;
  private static final int BATCH_VALUES = 1 << 20; // 4 MiB of encoded rows

  private final Preprocessor preprocessor;
  private final Network network;
  private final Matrix inputs;
  private Matrix outputs;
  private int count;

  Predictions(TrainedModel model) {
    this.preprocessor = new Preprocessor(model.description().inputs());
    this.network = model.network();
    int rows = Math.clamp(BATCH_VALUES / preprocessor.inputSize(), 1, BATCH_ROWS);
    this.inputs = Matrix.zeros(rows, preprocessor.inputSize());
    this.outputs = inputs;
  }

  /** How many rows a batch has at most. */
  int batchRows() {
    return inputs.rows();
  }

  /** Begins a batch. */
  void clear() {
    count = 0;
  }

  /** Adds a row to the batch. */
  void add(float[] raw) {
    preprocessor.encode(raw, inputs.data(), inputs.index(count++, 0));
  }

  /**
   * Predicts the rows that were added.
   *
   * @param first number of the first of them, for the message
   * @return (rows, outputs), valid until the next batch begins
   * @throws org.trainyard.app.web.ProblemException {@code value-not-finite}
   */
  Matrix outputs(long first) {
    outputs = network.predict(inputs.view(0, count));
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < outputs.columns(); i++) {
        if (!Float.isFinite(outputs.get(row, i))) {
          throw Problem.of(
                  ProblemType.VALUE_NOT_FINITE,
                  "The prediction for row %d is beyond the range of a 32-bit number; its values are too far from those of the training."
                      .formatted(first + row))
              .with("row", first + row)
              .toException();
        }
      }
    }
    return outputs;
  }

  /**
   * {@code -log(probability of the actual label)} from the network's outputs, so that no
   * probability is too small for it. The functions of StrictMath give the same bits everywhere.
   */
  static double logLoss(ModelOutput.Head head, Matrix outputs, int row, int actual) {
    return switch (head) {
      case SIGMOID -> {
        double logit = outputs.get(row, 0);
        double against = actual == 1 ? -logit : logit;
        yield Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
      }
      case SOFTMAX -> {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outputs.columns(); i++) {
          highest = Math.max(highest, outputs.get(row, i));
        }
        double sum = 0;
        for (int i = 0; i < outputs.columns(); i++) {
          sum += StrictMath.exp(outputs.get(row, i) - highest);
        }
        yield highest + StrictMath.log(sum) - outputs.get(row, actual);
      }
    };
  }
}
