package org.trainyard.app.job.specification;

import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;

/** From an optimizer in JSON to the engine's: apart, because they have the same names. */
public final class EngineOptimizer {

  private EngineOptimizer() {}

  /** The engine's form of a specification whose ranges were checked before. */
  public static Optimizer of(OptimizerSpecification specification) {
    return switch (specification) {
      case OptimizerSpecification.Sgd(
              double rate,
              double momentum,
              boolean nesterov,
              double decay) ->
          new Sgd(rate, momentum, acceleration(nesterov), decay);
      case OptimizerSpecification.Adam(
              double rate,
              double beta1,
              double beta2,
              double epsilon,
              double decay) ->
          new Adam(rate, beta1, beta2, epsilon, decay);
      case OptimizerSpecification.AdamW(
              double rate,
              double beta1,
              double beta2,
              double epsilon,
              double decay) ->
          new AdamW(rate, beta1, beta2, epsilon, decay);
      case OptimizerSpecification.RmsProp(
              double rate,
              double alpha,
              double epsilon,
              double momentum,
              double decay) ->
          new RmsProp(rate, alpha, epsilon, momentum, decay);
      case OptimizerSpecification.Adagrad(double rate, double epsilon, double decay) ->
          new Adagrad(rate, epsilon, decay);
    };
  }

  private static Sgd.Acceleration acceleration(boolean nesterov) {
    return nesterov ? Sgd.Acceleration.NESTEROV : Sgd.Acceleration.CLASSICAL;
  }
}
