package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.kernel.Activation;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** A function of each element by itself, {@code Y = f(X)} and {@code dL/dX = dL/dY f'(X)}. */
final class ActivationLayer implements Layer {

  private final Activation function;
  private final int size;

  ActivationLayer(Activation function, int size) {
    this.function = function;
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
    Kernels.activate(
        function,
        input.data(),
        input.index(from, 0),
        input.stride(),
        output.data(),
        output.index(from, 0),
        output.stride(),
        to - from,
        size);
  }

  @Override
  public LayerRun newRun(LayerRun.Place place) {
    return new Run(place);
  }

  /**
   * Works in place where it can: the input is overwritten by the output if nobody reads it again,
   * and the gradient of the output by that of the input.
   */
  private final class Run implements LayerRun {

    private final Matrix input;
    private final Matrix output;
    private final Matrix gradient; // dL/dY, and then dL/dX
    private final boolean isNeeded;

    Run(Place place) {
      input = place.input();
      output = mayOverwrite(place.inputUse()) ? input : place.memory().zeros(place.maxRows(), size);
      gradient = place.inputGradient().orElseGet(() -> place.memory().zeros(place.maxRows(), size));
      isNeeded = place.inputGradient().isPresent();
    }

    private boolean mayOverwrite(OutputUse inputUse) {
      return inputUse == OutputUse.NOT_READ_AGAIN
          && function.gradientSource() == Activation.GradientSource.OUTPUT;
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
    public OutputUse outputUse() {
      return OutputUse.READ_AGAIN;
    }

    @Override
    public Task forward() {
      return (Task.Rows) (from, to) -> predict(input, output, from, to);
    }

    @Override
    public Optional<Task> backward() {
      Task.Rows task = this::backward;
      return isNeeded ? Optional.of(task) : Optional.empty();
    }

    private void backward(int from, int to) {
      Kernels.activationGradient(
          function,
          input.data(),
          input.index(from, 0),
          input.stride(),
          output.data(),
          output.index(from, 0),
          output.stride(),
          gradient.data(),
          gradient.index(from, 0),
          gradient.stride(),
          gradient.data(),
          gradient.index(from, 0),
          gradient.stride(),
          to - from,
          size);
    }
  }
}
