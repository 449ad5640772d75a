package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Adam with decoupled weight decay, {@code parameter -= learningRate * weightDecay * parameter}
 * before each step of Adam. Source: Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2019, arXiv 1711.05101, algorithm 2; the decay is scaled by the learning rate as in PyTorch.
 *
 * @param beta1 decay of the mean of the gradient, in [0, 1)
 * @param beta2 decay of the mean of its square, in [0, 1)
 * @param epsilon added to the root of the corrected square, {@code > 0}
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  public AdamW {
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
    AdamStep.begin(state, rate, stepBeta1, beta2, epsilon, 0, rate * weightDecay);
  }

  @Override
  public void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    AdamStep.update(state, parameter, values, gradients, at, count);
  }
}
