package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.kernel.UpdateKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * RMSprop: {@code square = alpha * square + (1 - alpha) * gradient^2}, {@code step = gradient /
 * (sqrt(square) + epsilon)}; with momentum, {@code velocity = momentum * velocity + step} takes the
 * place of the step; {@code parameter -= learningRate * step}. Source: Tieleman and Hinton, "Neural
 * networks for machine learning", lecture 6.5, 2012.
 *
 * @param alpha decay of the mean of the square of the gradient, in [0, 1)
 * @param epsilon added to the root of the square, {@code > 0}
 * @param momentum in [0, 1)
 */
public record RmsProp(
    double learningRate, double alpha, double epsilon, double momentum, double weightDecay)
    implements Optimizer {

  public RmsProp {
    Ranges.requirePositive("learningRate", learningRate);
    Ranges.requireDecay("alpha", alpha);
    Ranges.requirePositive("epsilon", epsilon);
    Ranges.requireDecay("momentum", momentum);
    Ranges.requireNotNegative("weightDecay", weightDecay);
  }

  @Override
  public OptimizerState initialState(List<Parameter> parameters) {
    return OptimizerState.zeros(parameters, momentum == 0 ? 1 : 2, 2);
  }

  @Override
  public void begin(OptimizerState state, double rate, double stepMomentum) {
    state.countStep();
    if (stepMomentum != 0) {
      state.requireSlots(2);
    }
    float[] c = state.coefficients();
    c[0] = (float) rate;
    c[1] = (float) weightDecay;
    c[2] = (float) stepMomentum;
    c[3] = (float) alpha;
    c[4] = (float) (1 - alpha);
    c[5] = Ranges.divisor(epsilon);
  }

  @Override
  public void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    Matrix square = state.slot(0, parameter);
    state.noteUpdate(
        state.slotCount() == 1
            ? UpdateKernels.rmsProp(
                state.coefficients(),
                values.data(),
                values.index(0, at),
                gradients.data(),
                gradients.index(0, at),
                square.data(),
                square.index(0, at),
                count)
            : withMomentum(state, parameter, values, gradients, at, count));
  }

  private static boolean withMomentum(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    Matrix square = state.slot(0, parameter);
    Matrix velocity = state.slot(1, parameter);
    return UpdateKernels.rmsPropMomentum(
        state.coefficients(),
        values.data(),
        values.index(0, at),
        gradients.data(),
        gradients.index(0, at),
        square.data(),
        square.index(0, at),
        velocity.data(),
        velocity.index(0, at),
        count);
  }
}
