package org.trainyard.engine.optimizer;

import java.util.List;
import org.trainyard.engine.kernel.UpdateKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Adagrad: {@code sum += gradient^2}, {@code parameter -= learningRate * gradient / (sqrt(sum) +
 * epsilon)}. Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", JMLR 12 (2011), the diagonal form of figure 1.
 *
 * @param epsilon added to the root of the sum, {@code > 0}
 */
public record Adagrad(double learningRate, double epsilon, double weightDecay)
    implements Optimizer {

  public Adagrad {
    Ranges.requirePositive("learningRate", learningRate);
    Ranges.requirePositive("epsilon", epsilon);
    Ranges.requireNotNegative("weightDecay", weightDecay);
  }

  @Override
  public double momentum() {
    return 0;
  }

  @Override
  public OptimizerState initialState(List<Parameter> parameters) {
    return OptimizerState.zeros(parameters, 1, 1);
  }

  @Override
  public void begin(OptimizerState state, double rate, double unused) {
    state.countStep();
    float[] c = state.coefficients();
    c[0] = (float) rate;
    c[1] = (float) weightDecay;
    c[2] = Ranges.divisor(epsilon);
  }

  @Override
  public void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
    float[] c = state.coefficients();
    Matrix sum = state.slot(0, parameter);
    state.noteUpdate(
        UpdateKernels.adagrad(
            c,
            values.data(),
            values.index(0, at),
            gradients.data(),
            gradients.index(0, at),
            sum.data(),
            sum.index(0, at),
            count));
  }
}
