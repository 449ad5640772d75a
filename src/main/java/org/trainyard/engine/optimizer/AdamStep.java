package org.trainyard.engine.optimizer;

import org.trainyard.engine.kernel.DoubleFunctions;
import org.trainyard.engine.kernel.UpdateKernels;
import org.trainyard.engine.tensor.Matrix;

/** What Adam and AdamW share. */
final class AdamStep {

  private AdamStep() {}

  static void requireRanges(double beta1, double beta2, double epsilon, double weightDecay) {
    Ranges.requireDecay("beta1", beta1);
    Ranges.requireDecay("beta2", beta2);
    Ranges.requirePositive("epsilon", epsilon);
    Ranges.requireNotNegative("weightDecay", weightDecay);
  }

  /**
   * The coefficients of a step. Instead of correcting the bias of both means in each element, the
   * step size and epsilon are corrected once.
   *
   * @param decay L2, added to the gradient
   * @param shrinkage the share of the parameter that is taken away
   */
  static void begin(
      OptimizerState state,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      double shrinkage) {
    long step = state.countStep();
    double correction1 = 1 - DoubleFunctions.power(beta1, step);
    double correction2 = Math.sqrt(1 - DoubleFunctions.power(beta2, step));
    float[] c = state.coefficients();
    c[0] = (float) (rate * correction2 / correction1);
    c[1] = (float) decay;
    c[2] = (float) (1 - beta1);
    c[3] = (float) beta2;
    c[4] = (float) (1 - beta2);
    c[5] = Ranges.divisor(epsilon * correction2);
    c[6] = (float) shrinkage;
  }

  static void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    Matrix mean = state.slot(0, parameter);
    Matrix square = state.slot(1, parameter);
    state.noteUpdate(
        UpdateKernels.adam(
            state.coefficients(),
            values.data(),
            values.index(0, at),
            gradients.data(),
            gradients.index(0, at),
            mean.data(),
            mean.index(0, at),
            square.data(),
            square.index(0, at),
            count));
  }
}
