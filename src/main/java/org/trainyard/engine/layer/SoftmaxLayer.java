package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** {@code y_i = exp(x_i) / sum_j exp(x_j)} over the columns of each row. */
final class SoftmaxLayer implements Layer {

  private final int size;

  SoftmaxLayer(int size) {
    this.size = size;
  }

  @Override
  public int outputSize() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public void predict(Matrix input, Matrix output, int from, int to) {
    for (int row = from; row < to; row++) {
      Kernels.softmax(input.data(), input.index(row, 0), output.data(), output.index(row, 0), size);
    }
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

    Run(Place place) {
      input = place.input();
      inputGradient = place.inputGradient();
      output = place.memory().zeros(place.maxRows(), size);
      outputGradient = place.memory().zeros(place.maxRows(), size);
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
    public OutputUse outputUse() {
      return OutputUse.READ_AGAIN;
    }

    @Override
    public Task forward() {
      return (Task.Rows) (from, to) -> predict(input, output, from, to);
    }

    @Override
    public Optional<Task> backward() {
      return inputGradient.map(target -> (Task.Rows) (from, to) -> backward(target, from, to));
    }

    private void backward(Matrix target, int from, int to) {
      for (int row = from; row < to; row++) {
        NormalizationKernels.softmaxGradient(
            output.data(),
            output.index(row, 0),
            outputGradient.data(),
            outputGradient.index(row, 0),
            target.data(),
            target.index(row, 0),
            size);
      }
    }
  }
}
