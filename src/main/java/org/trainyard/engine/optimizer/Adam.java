package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Adam. Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv 1412.6980,
 * algorithm 1, with the correction of the bias folded into the step size as at the end of its
 * section 2.
 *
 * @param beta1 decay of the mean of the gradient, in [0, 1)
 * @param beta2 decay of the mean of its square, in [0, 1)
 * @param epsilon added to the root of the corrected square, {@code > 0}
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  public Adam {
    Ranges.requirePositive("learningRate", learningRate);
    AdamStep.requireRanges(beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public OptimizerState initialState(List<Parameter> parameters) {
    return OptimizerState.zeros(parameters, 2, 2);
  }

  @Override
  public void begin(OptimizerState state, double rate, double stepBeta1) {
    AdamStep.begin(state, rate, stepBeta1, beta2, epsilon, weightDecay, 0);
  }

  @Override
  public void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    AdamStep.update(state, parameter, values, gradients, at, count);
  }
}
