package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * The rule that turns gradients into updates; names and meanings are PyTorch's. Stateless: its
 * memory is an {@link OptimizerState} beside it.
 */
public sealed interface Optimizer {

  /** The step size before any schedule, {@code > 0}. */
  double learningRate();

  /** The memory before the first step. */
  OptimizerState initialState(List<Parameter> parameters);

  /**
   * One step.
   *
   * @param parameters changed
   * @param gradients of the same order and shapes
   * @param state changed
   */
  void update(List<Parameter> parameters, List<Matrix> gradients, OptimizerState state);

  /**
   * Stochastic gradient descent: {@code velocity = momentum * velocity + gradient}, {@code
   * parameter -= learningRate * velocity}.
   *
   * @param momentum in [0, 1)
   */
  record Sgd(double learningRate, double momentum) implements Optimizer {

    public Sgd {
      requirePositive("learningRate", learningRate);
      requireDecay("momentum", momentum);
    }

    @Override
    public OptimizerState initialState(List<Parameter> parameters) {
      return OptimizerState.zeros(parameters, momentum == 0 ? 0 : 1);
    }

    @Override
    public void update(List<Parameter> parameters, List<Matrix> gradients, OptimizerState state) {
      state.countStep();
      float[] coefficients = {(float) learningRate, (float) momentum};
      for (int i = 0; i < parameters.size(); i++) {
        float[] values = parameters.get(i).value().data();
        float[] slopes = gradients.get(i).data();
        if (momentum == 0) {
          Kernels.sgd(coefficients, values, slopes, 0, values.length);
        } else {
          float[] velocity = state.slot(0, i).data();
          Kernels.momentum(coefficients, values, slopes, velocity, 0, values.length);
        }
      }
    }
  }

  /**
   * Adam. Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv
   * 1412.6980, algorithm 1, with the correction of the bias folded into the step size as at the end
   * of its section 2.
   *
   * @param beta1 decay of the mean of the gradient, in [0, 1)
   * @param beta2 decay of the mean of its square, in [0, 1)
   * @param epsilon added to the root of the corrected square, {@code > 0}
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements Optimizer {

    public Adam {
      requirePositive("learningRate", learningRate);
      requireDecay("beta1", beta1);
      requireDecay("beta2", beta2);
      requirePositive("epsilon", epsilon);
    }

    @Override
    public OptimizerState initialState(List<Parameter> parameters) {
      return OptimizerState.zeros(parameters, 2);
    }

    @Override
    public void update(List<Parameter> parameters, List<Matrix> gradients, OptimizerState state) {
      long step = state.countStep();
      double correction1 = 1 - StrictMath.pow(beta1, (double) step);
      double correction2 = Math.sqrt(1 - StrictMath.pow(beta2, (double) step));
      float[] coefficients = {
        (float) (learningRate * correction2 / correction1),
        (float) (1 - beta1),
        (float) beta2,
        (float) (1 - beta2),
        (float) (epsilon * correction2)
      };
      for (int i = 0; i < parameters.size(); i++) {
        float[] values = parameters.get(i).value().data();
        Kernels.adam(
            coefficients,
            values,
            gradients.get(i).data(),
            state.slot(0, i).data(),
            state.slot(1, i).data(),
            0,
            values.length);
      }
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, got %s".formatted(name, value));
    }
  }

  private static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1), got %s".formatted(name, value));
    }
  }
}
