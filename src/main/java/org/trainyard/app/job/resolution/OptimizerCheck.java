package org.trainyard.app.job.resolution;

import org.trainyard.app.job.specification.OptimizerSpecification;
import org.trainyard.app.web.ProblemType;

/** Checks the numbers of an optimizer. */
final class OptimizerCheck {

  private static final double MAX_LEARNING_RATE = 1000;
  private static final double MAX_WEIGHT_DECAY = 1000;
  private static final double MAX_EPSILON = 1;

  private OptimizerCheck() {}

  static void check(OptimizerSpecification optimizer, Problems problems) {
    problems.requirePositive(
        "/optimizer/learningRate", optimizer.learningRate(), MAX_LEARNING_RATE);
    problems.requireNotNegative(
        "/optimizer/weightDecay", optimizer.weightDecay(), MAX_WEIGHT_DECAY);
    switch (optimizer) {
      case OptimizerSpecification.Sgd sgd -> checkSgd(sgd, problems);
      case OptimizerSpecification.Adam(_, double beta1, double beta2, double epsilon, _) ->
          checkAdam(beta1, beta2, epsilon, problems);
      case OptimizerSpecification.AdamW(_, double beta1, double beta2, double epsilon, _) ->
          checkAdam(beta1, beta2, epsilon, problems);
      case OptimizerSpecification.RmsProp rmsProp -> {
        problems.requireShare("/optimizer/alpha", rmsProp.alpha());
        checkEpsilon(rmsProp.epsilon(), problems);
        problems.requireShare("/optimizer/momentum", rmsProp.momentum());
      }
      case OptimizerSpecification.Adagrad adagrad -> checkEpsilon(adagrad.epsilon(), problems);
    }
  }

  private static void checkSgd(OptimizerSpecification.Sgd sgd, Problems problems) {
    problems.requireShare("/optimizer/momentum", sgd.momentum());
    if (sgd.nesterov() && sgd.momentum() == 0) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/optimizer/nesterov",
          "Nesterov's acceleration needs a momentum greater than 0, such as 0.9.");
    }
  }

  private static void checkAdam(double beta1, double beta2, double epsilon, Problems problems) {
    problems.requireShare("/optimizer/beta1", beta1);
    problems.requireShare("/optimizer/beta2", beta2);
    checkEpsilon(epsilon, problems);
  }

  private static void checkEpsilon(double epsilon, Problems problems) {
    problems.requirePositive("/optimizer/epsilon", epsilon, MAX_EPSILON);
  }
}
