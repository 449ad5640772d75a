package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Parameter.Role;

/**
 * Layer normalization, {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta} with mean
 * and biased variance of each row; the same in training and in prediction.
 */
final class LayerNormLayer implements Layer {

  private final int size;
  private final Parameter gamma;
  private final Parameter beta;

  LayerNormLayer(int size, int position) {
    this.size = size;
    this.gamma = new Parameter(position + ".weight", Role.SCALE, BatchNormLayer.filled(size, 1));
    this.beta = new Parameter(position + ".bias", Role.BIAS, Matrix.zeros(1, size));
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
  public void predict(Matrix input, Matrix output, int from, int to) {
    for (int row = from; row < to; row++) {
      int start = output.index(row, 0);
      NormalizationKernels.normalizeRow(
          input.data(),
          input.index(row, 0),
          output.data(),
          start,
          size,
          LayerSpec.Normalization.EPSILON);
      affine(output, row, output);
    }
  }

  private void affine(Matrix normalized, int row, Matrix output) {
    NormalizationKernels.affine(
        normalized.data(),
        normalized.index(row, 0),
        gamma.value().data(),
        beta.value().data(),
        output.data(),
        output.index(row, 0),
        0,
        size);
  }

  @Override
  public LayerRun newRun(LayerRun.Place place) {
    return new Run(place);
  }

  private final class Run implements LayerRun {

    private final Matrix input;
    private final Optional<Matrix> inputGradient;
    private final Matrix output;
    private final Matrix outputGradient;
    private final Matrix normalized;
    private final float[] inverseDeviation; // of each row
    private final List<TrainedParameter> parameters;

    Run(Place place) {
      input = place.input();
      inputGradient = place.inputGradient();
      output = place.memory().zeros(place.maxRows(), size);
      outputGradient = place.memory().zeros(place.maxRows(), size);
      normalized = place.memory().zeros(place.maxRows(), size);
      inverseDeviation = new float[place.maxRows()];
      parameters =
          List.of(
              new ColumnProducts(gamma, outputGradient, normalized),
              new ColumnSums(beta, outputGradient));
    }

    @Override
    public Matrix output() {
      return output;
    }

    @Override
    public Matrix outputGradient() {
      return outputGradient;
    }

    @Override
    public List<TrainedParameter> parameters() {
      return parameters;
    }

    @Override
    public Task forward() {
      return (Task.Rows) this::forward;
    }

    private void forward(int from, int to) {
      for (int row = from; row < to; row++) {
        inverseDeviation[row] =
            NormalizationKernels.normalizeRow(
                input.data(),
                input.index(row, 0),
                normalized.data(),
                normalized.index(row, 0),
                size,
                LayerSpec.Normalization.EPSILON);
        affine(normalized, row, output);
      }
    }

    @Override
    public Optional<Task> backward() {
      return inputGradient.map(target -> (Task.Rows) (from, to) -> backward(target, from, to));
    }

    private void backward(Matrix target, int from, int to) {
      for (int row = from; row < to; row++) {
        NormalizationKernels.layerNormGradient(
            outputGradient.data(),
            outputGradient.index(row, 0),
            normalized.data(),
            normalized.index(row, 0),
            gamma.value().data(),
            inverseDeviation[row],
            target.data(),
            target.index(row, 0),
            size);
      }
    }
  }
}
