package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.kernel.UpdateKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Stochastic gradient descent: {@code velocity = momentum * velocity + gradient}, {@code parameter
 * -= learningRate * velocity}.
 *
 * @param momentum in [0, 1)
 * @param acceleration {@code NESTEROV} needs {@code momentum > 0}
 */
public record Sgd(
    double learningRate, double momentum, Acceleration acceleration, double weightDecay)
    implements Optimizer {

  public Sgd {
    Ranges.requirePositive("learningRate", learningRate);
    Ranges.requireDecay("momentum", momentum);
    Ranges.requireNotNegative("weightDecay", weightDecay);
    if (acceleration == Acceleration.NESTEROV && momentum == 0) {
      throw new IllegalArgumentException("Nesterov's acceleration needs a momentum > 0");
    }
  }

  @Override
  public OptimizerState initialState(List<Parameter> parameters) {
    return OptimizerState.zeros(parameters, momentum == 0 ? 0 : 1, 1);
  }

  @Override
  public void begin(OptimizerState state, double rate, double stepMomentum) {
    state.countStep();
    if (stepMomentum != 0) {
      state.requireSlots(1);
    }
    float[] c = state.coefficients();
    c[0] = (float) rate;
    c[1] = (float) weightDecay;
    c[2] = (float) stepMomentum;
  }

  @Override
  public void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    state.noteUpdate(
        state.slotCount() == 0
            ? UpdateKernels.sgd(
                state.coefficients(),
                values.data(),
                values.index(0, at),
                gradients.data(),
                gradients.index(0, at),
                count)
            : accelerated(state, parameter, values, gradients, at, count));
  }

  private boolean accelerated(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    float[] c = state.coefficients();
    Matrix velocity = state.slot(0, parameter);
    return switch (acceleration) {
      case CLASSICAL ->
          UpdateKernels.momentum(
              c,
              values.data(),
              values.index(0, at),
              gradients.data(),
              gradients.index(0, at),
              velocity.data(),
              velocity.index(0, at),
              count);
      case NESTEROV ->
          UpdateKernels.nesterov(
              c,
              values.data(),
              values.index(0, at),
              gradients.data(),
              gradients.index(0, at),
              velocity.data(),
              velocity.index(0, at),
              count);
    };
  }

  /** How the velocity is used. */
  public enum Acceleration {
    /** {@code parameter -= learningRate * velocity}. */
    CLASSICAL,
    /**
     * {@code parameter -= learningRate * (gradient + momentum * velocity)}. Source: Sutskever,
     * Martens, Dahl, Hinton, "On the importance of initialization and momentum in deep learning",
     * ICML 2013, with the changes of variable that PyTorch makes.
     */
    NESTEROV
  }
}
