package org.trainyard.engine.optimizer;

/** The rule that turns gradients into updates; names and meanings are PyTorch's. */
public sealed interface Optimizer {

  /** The step size before any schedule, {@code > 0}. */
  double learningRate();

  /** Stochastic gradient descent with momentum. */
  record Sgd(double learningRate, double momentum) implements Optimizer {}

  /** Adam (Kingma and Ba, 2015, arXiv 1412.6980, algorithm 1). */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements Optimizer {}
}
