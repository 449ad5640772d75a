package org.trainyard.app.job.resolution;

import java.util.Map;
import org.trainyard.app.job.specification.ClassWeights;
import org.trainyard.app.job.specification.ClippingSpecification;
import org.trainyard.app.job.specification.EarlyStoppingSpecification;
import org.trainyard.app.job.specification.TrainingSpecification;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.ProblemType;

/** Checks the numbers of the training loop. */
final class TrainingCheck {

  static final int MAX_EPOCHS = 10_000;
  static final int MAX_BATCH_SIZE = 65_536;
  private static final double MAX_SECONDS = 30 * 24 * 3600;
  private static final double MAX_PENALTY = 1000;
  private static final double MAX_NORM = 1e6;

  private TrainingCheck() {}

  static void check(TrainingSpecification training, Problems problems) {
    problems.requireRange("/training/epochs", training.epochs(), 1, MAX_EPOCHS);
    problems.requireRange("/training/batchSize", training.batchSize(), 1, MAX_BATCH_SIZE);
    problems.requireRange("/training/threads", training.threads(), 0, cores());
    problems.requireNotNegative("/training/l1", training.l1(), MAX_PENALTY);
    if (training.maxNorm() != null) {
      problems.requirePositive("/training/maxNorm", training.maxNorm(), MAX_NORM);
    }
    problems.requireShare("/training/labelSmoothing", training.labelSmoothing());
    if (training.huberDelta() != null) {
      problems.requirePositive("/training/huberDelta", training.huberDelta(), MAX_PENALTY);
    }
    if (training.maximumSeconds() != null) {
      problems.requirePositive("/training/maximumSeconds", training.maximumSeconds(), MAX_SECONDS);
    }
    checkEarlyStopping(training, problems);
    checkClipping(training, problems);
    checkClassWeights(training, problems);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void checkEarlyStopping(TrainingSpecification training, Problems problems) {
    EarlyStoppingSpecification rule = training.earlyStopping();
    if (rule == null) {
      return;
    }
    problems.requireRange("/training/earlyStopping/patience", rule.patience(), 1, MAX_EPOCHS);
    problems.requireNotNegative(
        "/training/earlyStopping/minimumDelta", rule.minimumDelta(), MAX_NORM);
    if (rule.patience() <= MAX_EPOCHS && rule.patience() > training.epochs()) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/training/earlyStopping/patience",
          "A patience of %d epochs never ends a training of %d; make it smaller, or leave earlyStopping out."
              .formatted(rule.patience(), training.epochs()));
    }
  }

  private static void checkClipping(TrainingSpecification training, Problems problems) {
    ClippingSpecification clipping = training.gradientClipping();
    if (clipping == null) {
      return;
    }
    if ((clipping.norm() == null) == (clipping.value() == null)) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/training/gradientClipping",
          "Gradients are clipped by 'norm' (all together) or by 'value' (each element); name one of the two.");
    }
    if (clipping.norm() != null) {
      problems.requirePositive("/training/gradientClipping/norm", clipping.norm(), MAX_NORM);
    }
    if (clipping.value() != null) {
      problems.requirePositive("/training/gradientClipping/value", clipping.value(), MAX_NORM);
    }
  }

  private static void checkClassWeights(TrainingSpecification training, Problems problems) {
    if (training.classWeights() instanceof ClassWeights.ByLabel(Map<String, Double> weights)) {
      weights.forEach((label, weight) ->
          problems.requirePositive(
              "/training/classWeights/" + JsonPointer.token(label), weight, MAX_NORM));
    }
  }
}
