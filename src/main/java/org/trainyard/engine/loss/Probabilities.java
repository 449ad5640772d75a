package org.trainyard.engine.loss;

import java.util.Arrays;
import org.trainyard.engine.kernel.Elementary;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;

/** Turns logits into probabilities, with the functions that training uses. */
public final class Probabilities {

  private Probabilities() {}

  /** {@code exp(y_i) / sum_j exp(y_j)} for one row of logits. */
  public static float[] softmax(Matrix logits, int row) {
    float[] probabilities = new float[Kernels.padded(logits.columns())];
    Kernels.softmax(logits.data(), logits.index(row, 0), probabilities, 0, logits.columns());
    return Arrays.copyOf(probabilities, logits.columns());
  }

  /** {@code 1 / (1 + exp(-y))}. */
  public static float sigmoid(float logit) {
    return Elementary.sigmoid(logit);
  }
}
