package org.trainyard.engine.optimizer;

import static org.trainyard.engine.optimizer.Ranges.divisor;
import static org.trainyard.engine.optimizer.Ranges.requireDecay;
import static org.trainyard.engine.optimizer.Ranges.requireNotNegative;
import static org.trainyard.engine.optimizer.Ranges.requirePositive;

import java.util.List;
import org.trainyard.engine.kernel.UpdateKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * The rule that turns gradients into updates; names and meanings are PyTorch's. Stateless: its
 * memory is an {@link OptimizerState} beside it.
 *
 * <p>A step is one {@link #begin}, then {@link #update} over all elements of all parameters, in any
 * order and divided in any way: neither changes a bit.
 *
 * <p>{@code weightDecay >= 0} is L2, {@code gradient + weightDecay * parameter} in place of the
 * gradient; in {@link AdamW} it is decoupled.
 */
public sealed interface Optimizer {

  /** The step size before any schedule, {@code > 0}. */
  double learningRate();

  /**
   * The momentum before any schedule, in [0, 1): what one-cycle cycles. It is {@code beta1} of Adam
   * and AdamW, and 0, without effect, of Adagrad.
   */
  double momentum();

  /** The memory before the first step. */
  OptimizerState initialState(List<Parameter> parameters);

  /**
   * Counts a step and computes its coefficients. Called by one thread, before any update of the
   * step. Nothing is allocated, except when an optimizer without momentum is first given one.
   *
   * @param state changed
   * @param learningRate of this step, {@code >= 0}
   * @param momentum of this step, in [0, 1)
   */
  void begin(OptimizerState state, double learningRate, double momentum);

  /**
   * Updates some elements of one parameter, one after the other in memory. Several threads may work
   * on disjoint ranges. Nothing is allocated.
   *
   * @param state changed in the same range
   * @param parameter its number in the list that made the state
   * @param values of the parameter, changed
   * @param gradients of the same shape
   * @param at where the range begins, counted from the first element, padding included; a multiple
   *     of {@link org.trainyard.engine.kernel.Kernels#PADDING}
   * @param count a multiple of the same
   */
  void update(
      OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count);

  /** How {@link Sgd} uses its velocity. */
  enum Acceleration {
    /** {@code parameter -= learningRate * velocity}. */
    CLASSICAL,
    /**
     * {@code parameter -= learningRate * (gradient + momentum * velocity)}. Source: Sutskever,
     * Martens, Dahl, Hinton, "On the importance of initialization and momentum in deep learning",
     * ICML 2013, with the changes of variable that PyTorch makes.
     */
    NESTEROV
  }

  /**
   * Stochastic gradient descent: {@code velocity = momentum * velocity + gradient}, {@code
   * parameter -= learningRate * velocity}.
   *
   * @param momentum in [0, 1)
   * @param acceleration {@code NESTEROV} needs {@code momentum > 0}
   */
  record Sgd(double learningRate, double momentum, Acceleration acceleration, double weightDecay)
      implements Optimizer {

    public Sgd {
      requirePositive("learningRate", learningRate);
      requireDecay("momentum", momentum);
      requireNotNegative("weightDecay", weightDecay);
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
      float[] c = state.coefficients();
      if (state.slotCount() == 0) {
        UpdateKernels.sgd(
            c, values.data(), values.index(0, at), gradients.data(), gradients.index(0, at), count);
        return;
      }
      Matrix velocity = state.slot(0, parameter);
      switch (acceleration) {
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
  record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {

    public Adam {
      requirePositive("learningRate", learningRate);
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

  /**
   * Adam with decoupled weight decay, {@code parameter -= learningRate * weightDecay * parameter}
   * before each step of Adam. Source: Loshchilov and Hutter, "Decoupled weight decay
   * regularization", 2019, arXiv 1711.05101, algorithm 2; the decay is scaled by the learning rate
   * as in PyTorch.
   *
   * @param beta1 decay of the mean of the gradient, in [0, 1)
   * @param beta2 decay of the mean of its square, in [0, 1)
   * @param epsilon added to the root of the corrected square, {@code > 0}
   */
  record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {

    public AdamW {
      requirePositive("learningRate", learningRate);
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

  /**
   * RMSprop: {@code square = alpha * square + (1 - alpha) * gradient^2}, {@code step = gradient /
   * (sqrt(square) + epsilon)}; with momentum, {@code velocity = momentum * velocity + step} takes
   * the place of the step; {@code parameter -= learningRate * step}. Source: Tieleman and Hinton,
   * "Neural networks for machine learning", lecture 6.5, 2012.
   *
   * @param alpha decay of the mean of the square of the gradient, in [0, 1)
   * @param epsilon added to the root of the square, {@code > 0}
   * @param momentum in [0, 1)
   */
  record RmsProp(
      double learningRate, double alpha, double epsilon, double momentum, double weightDecay)
      implements Optimizer {

    public RmsProp {
      requirePositive("learningRate", learningRate);
      requireDecay("alpha", alpha);
      requirePositive("epsilon", epsilon);
      requireDecay("momentum", momentum);
      requireNotNegative("weightDecay", weightDecay);
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
      c[5] = divisor(epsilon);
    }

    @Override
    public void update(
        OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
      float[] c = state.coefficients();
      Matrix square = state.slot(0, parameter);
      if (state.slotCount() == 1) {
        UpdateKernels.rmsProp(
            c,
            values.data(),
            values.index(0, at),
            gradients.data(),
            gradients.index(0, at),
            square.data(),
            square.index(0, at),
            count);
      } else {
        Matrix velocity = state.slot(1, parameter);
        UpdateKernels.rmsPropMomentum(
            c,
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
  }

  /**
   * Adagrad: {@code sum += gradient^2}, {@code parameter -= learningRate * gradient / (sqrt(sum) +
   * epsilon)}. Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and
   * stochastic optimization", JMLR 12 (2011), the diagonal form of figure 1.
   *
   * @param epsilon added to the root of the sum, {@code > 0}
   */
  record Adagrad(double learningRate, double epsilon, double weightDecay) implements Optimizer {

    public Adagrad {
      requirePositive("learningRate", learningRate);
      requirePositive("epsilon", epsilon);
      requireNotNegative("weightDecay", weightDecay);
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
      c[2] = divisor(epsilon);
    }

    @Override
    public void update(
        OptimizerState state, int parameter, Matrix values, Matrix gradients, int at, int count) {
      float[] c = state.coefficients();
      Matrix sum = state.slot(0, parameter);
      UpdateKernels.adagrad(
          c,
          values.data(),
          values.index(0, at),
          gradients.data(),
          gradients.index(0, at),
          sum.data(),
          sum.index(0, at),
          count);
    }
  }
}
