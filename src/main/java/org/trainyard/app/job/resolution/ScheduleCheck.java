package org.trainyard.app.job.resolution;

import org.trainyard.app.job.specification.ScheduleSpecification;

/** Checks the numbers of a schedule. */
final class ScheduleCheck {

  private static final double MAX_GAMMA = 10;
  private static final double MAX_LEARNING_RATE = 1000;

  private ScheduleCheck() {}

  static void check(ScheduleSpecification schedule, Problems problems) {
    switch (schedule) {
      case ScheduleSpecification.Constant _ -> {}
      case ScheduleSpecification.WarmUp warmUp ->
          requireEpochs("/schedule/epochs", warmUp.epochs(), problems);
      case ScheduleSpecification.Step step -> {
        requireEpochs("/schedule/stepSize", step.stepSize(), problems);
        problems.requirePositive("/schedule/gamma", step.gamma(), MAX_GAMMA);
      }
      case ScheduleSpecification.Exponential exponential ->
          problems.requirePositive("/schedule/gamma", exponential.gamma(), MAX_GAMMA);
      case ScheduleSpecification.Cosine cosine -> {
        if (cosine.epochs() != null) {
          requireEpochs("/schedule/epochs", cosine.epochs(), problems);
        }
        problems.requireNotNegative("/schedule/minimum", cosine.minimum(), MAX_LEARNING_RATE);
      }
      case ScheduleSpecification.OneCycle oneCycle -> {
        if (oneCycle.maximum() != null) {
          problems.requirePositive("/schedule/maximum", oneCycle.maximum(), MAX_LEARNING_RATE);
        }
      }
      case ScheduleSpecification.Plateau plateau -> {
        problems.requireRange(
            "/schedule/patience", plateau.patience(), 0, TrainingCheck.MAX_EPOCHS);
        problems.requireRange(
            "/schedule/factor",
            plateau.factor(),
            factor -> factor > 0 && factor < 1,
            "greater than 0 and less than 1");
      }
    }
    checkWarmUp(schedule, problems);
  }

  private static void checkWarmUp(ScheduleSpecification schedule, Problems problems) {
    ScheduleSpecification.RampUp warmUp = schedule.warmup();
    if (warmUp != null && !(schedule instanceof ScheduleSpecification.WarmUp)) {
      requireEpochs("/schedule/warmup/epochs", warmUp.epochs(), problems);
    }
  }

  private static void requireEpochs(String pointer, long epochs, Problems problems) {
    problems.requireRange(pointer, epochs, 1, TrainingCheck.MAX_EPOCHS);
  }
}
