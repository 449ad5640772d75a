package org.trainyard.engine.optimizer;

import java.util.List;
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
public sealed interface Optimizer permits Sgd, Adam, AdamW, RmsProp, Adagrad {

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
}
