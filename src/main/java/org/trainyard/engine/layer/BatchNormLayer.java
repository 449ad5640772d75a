package org.trainyard.engine.layer;

import java.util.Arrays;
import java.util.List;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Parameter.Role;

/**
 * Batch normalization, {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}: in
 * training with the mean and the biased variance of each column of the minibatch, in prediction
 * with running averages of the mean and the unbiased variance.
 */
final class BatchNormLayer implements Layer {

  static final float MOMENTUM = 0.1f;

  private final int size;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVariance;

  BatchNormLayer(int size, int position) {
    this.size = size;
    this.gamma = new Parameter(position + ".weight", Role.SCALE, filled(size, 1));
    this.beta = new Parameter(position + ".bias", Role.BIAS, filled(size, 0));
    this.runningMean = new Parameter(position + ".running_mean", Role.BUFFER, filled(size, 0));
    this.runningVariance = new Parameter(position + ".running_var", Role.BUFFER, filled(size, 1));
  }

  static Matrix filled(int size, float value) {
    Matrix row = Matrix.zeros(1, size);
    Arrays.fill(row.data(), 0, size, value);
    return row;
  }

  @Override
  public int outputSize() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta);
  }

  @Override
  public List<Parameter> buffers() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public void predict(Matrix input, Matrix output, int from, int to) {
    float[] scale = new float[size];
    for (int j = 0; j < size; j++) {
      scale[j] = inverseDeviation(runningVariance.value().data()[j]);
    }
    float[] mean = runningMean.value().data();
    float[] y = output.data();
    for (int row = from; row < to; row++) {
      int start = output.index(row, 0);
      NormalizationKernels.normalize(
          input.data(), input.index(row, 0), mean, scale, y, start, 0, size);
      NormalizationKernels.affine(
          y, start, gamma.value().data(), beta.value().data(), y, start, 0, size);
    }
  }

  static float inverseDeviation(float variance) {
    return (float) (1 / Math.sqrt(variance + LayerSpec.Normalization.EPSILON));
  }

  /**
   * Moves the running averages towards those of a minibatch; its variance becomes unbiased. One row
   * has no variance, and leaves that of the others as it is.
   */
  void remember(float[] mean, float[] variance, int rows, int from, int to) {
    float[] means = runningMean.value().data();
    float[] variances = runningVariance.value().data();
    for (int j = from; j < to; j++) {
      means[j] = (1 - MOMENTUM) * means[j] + MOMENTUM * mean[j];
      if (rows > 1) {
        float unbiased = variance[j] * rows / (rows - 1);
        variances[j] = (1 - MOMENTUM) * variances[j] + MOMENTUM * unbiased;
      }
    }
  }

  @Override
  public boolean needsWholeBatch() {
    return true;
  }

  @Override
  public LayerRun newRun(LayerRun.Place place) {
    return new BatchNormRun(this, place, gamma, beta);
  }
}
