package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** Batch normalization at work in a training; divided by columns, each of which needs all rows. */
final class BatchNormRun implements LayerRun {

  private final BatchNormLayer layer;
  private final Matrix input;
  private final Optional<Matrix> inputGradient;
  private final Matrix output;
  private final Matrix outputGradient;
  private final Matrix normalized; // (x - mean) / sqrt(variance + epsilon)
  private final float[] mean;
  private final float[] variance;
  private final float[] inverseDeviation;
  private final ReadyGradient gamma;
  private final ReadyGradient beta;

  BatchNormRun(BatchNormLayer layer, Place place, Parameter gamma, Parameter beta) {
    int size = layer.outputSize();
    this.layer = layer;
    this.input = place.input();
    this.inputGradient = place.inputGradient();
    this.output = place.memory().zeros(place.maxRows(), size);
    this.outputGradient = place.memory().zeros(place.maxRows(), size);
    this.normalized = place.memory().zeros(place.maxRows(), size);
    this.mean = new float[size];
    this.variance = new float[size];
    this.inverseDeviation = new float[size];
    this.gamma = new ReadyGradient(gamma);
    this.beta = new ReadyGradient(beta);
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
    return List.of(gamma, beta);
  }

  @Override
  public Task forward() {
    return new Columns(this::forward);
  }

  @Override
  public Optional<Task> backward() {
    return Optional.of(new Columns(this::backward));
  }

  private void forward(int rows, int from, int to) {
    float[] x = input.data();
    int x0 = input.index(0, 0);
    NormalizationKernels.columnMeans(x, x0, input.stride(), mean, rows, from, to);
    NormalizationKernels.columnVariances(x, x0, input.stride(), mean, variance, rows, from, to);
    for (int j = from; j < to; j++) {
      inverseDeviation[j] = BatchNormLayer.inverseDeviation(variance[j]);
    }
    layer.remember(mean, variance, rows, from, to);
    float[] scale = gamma.parameter().value().data();
    float[] shift = beta.parameter().value().data();
    for (int row = 0; row < rows; row++) {
      int n0 = normalized.index(row, 0);
      NormalizationKernels.normalize(
          x, input.index(row, 0), mean, inverseDeviation, normalized.data(), n0, from, to);
      NormalizationKernels.affine(
          normalized.data(), n0, scale, shift, output.data(), output.index(row, 0), from, to);
    }
  }

  private void backward(int rows, int from, int to) {
    float[] dy = outputGradient.data();
    int dy0 = outputGradient.index(0, 0);
    float[] sums = beta.gradient().data();
    float[] products = gamma.gradient().data();
    Kernels.columnSums(dy, dy0 + from, outputGradient.stride(), sums, from, rows, to - from);
    NormalizationKernels.columnProducts(
        dy,
        dy0,
        outputGradient.stride(),
        normalized.data(),
        normalized.index(0, 0),
        normalized.stride(),
        products,
        rows,
        from,
        to);
    if (inputGradient.isPresent()) {
      inputGradient(inputGradient.get(), sums, products, rows, from, to);
    }
  }

  private void inputGradient(
      Matrix target, float[] sums, float[] products, int rows, int from, int to) {
    for (int row = 0; row < rows; row++) {
      NormalizationKernels.batchNormGradient(
          outputGradient.data(),
          outputGradient.index(row, 0),
          normalized.data(),
          normalized.index(row, 0),
          gamma.parameter().value().data(),
          inverseDeviation,
          sums,
          products,
          target.data(),
          target.index(row, 0),
          rows,
          from,
          to);
    }
  }

  @FunctionalInterface
  private interface Pass {
    void run(int rows, int from, int to);
  }

  private final class Columns implements Task.Columns {

    private final Pass pass;

    Columns(Pass pass) {
      this.pass = pass;
    }

    @Override
    public int columns() {
      return layer.outputSize();
    }

    @Override
    public void run(int rows, int fromColumn, int toColumn) {
      pass.run(rows, fromColumn, toColumn);
    }
  }
}
