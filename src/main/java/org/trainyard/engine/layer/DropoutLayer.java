package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Dropout: in training each element is 0 or multiplied by {@code 1 / (1 - rate)}, decided anew in
 * each step by the step and the place of the element; in prediction nothing happens.
 */
final class DropoutLayer implements Layer {

  private final LayerSpec.Dropout spec;
  private final int size;

  DropoutLayer(LayerSpec.Dropout spec, int size) {
    this.spec = spec;
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
    output.setRows(from, input, from, to - from);
  }

  @Override
  public LayerRun newRun(LayerRun.Place place) {
    return new Run(place);
  }

  private final class Run implements LayerRun {

    private final Matrix input;
    private final Matrix output;
    private final Matrix gradient; // dL/dY, and then dL/dX
    private final boolean isNeeded;
    private final Matrix mask;
    private final StepClock clock;
    private final RandomKey key;

    Run(Place place) {
      input = place.input();
      output = place.memory().zeros(place.maxRows(), size);
      gradient = place.inputGradient().orElseGet(() -> place.memory().zeros(place.maxRows(), size));
      isNeeded = place.inputGradient().isPresent();
      mask = place.memory().zeros(place.maxRows(), size);
      clock = place.clock();
      key = place.key();
    }

    @Override
    public Matrix output() {
      return output;
    }

    @Override
    public Matrix outputGradient() {
      return gradient;
    }

    @Override
    public Task forward() {
      return (Task.Rows) this::forward;
    }

    private void forward(int from, int to) {
      long stepKey = key.bits(clock.step());
      float scale = (float) (1 / (1 - spec.rate()));
      for (int row = from; row < to; row++) {
        int number = clock.firstRow() + row;
        RandomKey.mask(stepKey, number, spec.rate(), scale, mask.data(), mask.index(row, 0), size);
        multiply(input, row, output);
      }
    }

    @Override
    public Optional<Task> backward() {
      Task.Rows task = this::backward;
      return isNeeded ? Optional.of(task) : Optional.empty();
    }

    private void backward(int from, int to) {
      for (int row = from; row < to; row++) {
        multiply(gradient, row, gradient);
      }
    }

    private void multiply(Matrix x, int row, Matrix y) {
      NormalizationKernels.multiply(
          x.data(),
          x.index(row, 0),
          mask.data(),
          mask.index(row, 0),
          y.data(),
          y.index(row, 0),
          size);
    }
  }
}
