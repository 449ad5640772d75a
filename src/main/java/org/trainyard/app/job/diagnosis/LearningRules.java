package org.trainyard.app.job.diagnosis;

import java.util.List;
import org.trainyard.engine.training.LayerDiagnostics;

/** Whether the training gets anywhere, and whether its steps are of a sensible size. */
final class LearningRules {

  private static final int FAIR_EPOCHS = 5;
  private static final int FAIR_STEPS = 50;

  /** Closer to guessing than this is no progress. */
  private static final double AS_GOOD_AS_GUESSING = 0.995;

  /** Worse than guessing by this much is an effect of the steps. */
  private static final double WORSE_THAN_GUESSING = 1.5;

  /** A rise of the loss that counts, and how many of the last epochs may rise. */
  private static final double RISE = 1.05;

  private static final int WINDOW = 6;
  private static final int RISES = 3;

  /** Below this share the loss is low enough to jump. */
  private static final double SOLVED = 0.05;

  private static final double LARGE_UPDATE = 0.1;

  /** Below this it was not the steps that made the loss large, but the first weights. */
  private static final double NOTABLE_UPDATE = 0.01;

  private static final double SMALL_UPDATE = 1e-4;
  private static final double LITTLE_PROGRESS = 0.9;

  private LearningRules() {}

  static List<Finding> notLearning(History history) {
    if (!history.isAtLeast(FAIR_EPOCHS, FAIR_STEPS)) {
      return List.of();
    }
    double best =
        history.recent(history.size()).stream()
            .mapToDouble(EpochFigures::share)
            .min()
            .orElseThrow();
    if (best < AS_GOOD_AS_GUESSING) {
      return List.of();
    }
    return List.of(
        finding(
            history,
            Symptom.NOT_LEARNING,
            Severity.ERROR,
            "After %d epochs the training loss is %.4g: no better than always predicting the same."
                .formatted(history.size(), history.last().trainingLoss()),
            "Look at the findings of the layers first. Then: another optimizer.learningRate (ten times higher or lower), the optimizer 'adam', ReLU instead of sigmoid, an initializer other than zeros, ones or constant, standardized inputs, and whether the features can tell the target at all."));
  }

  static List<Finding> rateTooHigh(History history) {
    EpochFigures last = history.last();
    if (history.size() >= 2
        && last.share() > WORSE_THAN_GUESSING
        && largestUpdate(last) > NOTABLE_UPDATE) {
      return List.of(
          tooHigh(
              history,
              "The training loss is %.4g in epoch %d, worse than always predicting the same"
                  .formatted(last.trainingLoss(), last.epoch())));
    }
    long rises = rises(history.recent(WINDOW));
    if (rises >= RISES) {
      return List.of(
          tooHigh(
              history,
              "The training loss rose by more than 5 %% in %d of the last %d epochs"
                  .formatted(rises, WINDOW - 1)));
    }
    if (history.size() >= 2 && mostMove(last.layers()) && mostMove(history.before(1).layers())) {
      return List.of(
          tooHigh(
              history,
              "A step changes most layers by more than a tenth of their weights; a thousandth is usual"));
    }
    return List.of();
  }

  private static long rises(List<EpochFigures> epochs) {
    long rises = 0;
    for (int i = 1; i < epochs.size(); i++) {
      boolean rose = epochs.get(i).trainingLoss() > RISE * epochs.get(i - 1).trainingLoss();
      if (rose && epochs.get(i).share() > SOLVED) {
        rises++;
      }
    }
    return rises;
  }

  private static boolean mostMove(List<LayerDiagnostics> layers) {
    long moving = layers.stream().filter(layer -> layer.updateRatio() > LARGE_UPDATE).count();
    return !layers.isEmpty() && 2 * moving > layers.size();
  }

  /** One where nothing is known of the layers: then the losses alone decide. */
  private static double largestUpdate(EpochFigures epoch) {
    return epoch.layers().stream().mapToDouble(LayerDiagnostics::updateRatio).max().orElse(1);
  }

  private static Finding tooHigh(History history, String seen) {
    return finding(
        history,
        Symptom.LEARNING_RATE_TOO_HIGH,
        Severity.WARNING,
        seen + ": the steps are too large.",
        "Divide optimizer.learningRate by 3 to 10, let it grow first (schedule.warmup) or decay (schedule 'cosine'), or clip the gradients (training.gradientClipping).");
  }

  static List<Finding> rateTooLow(History history) {
    int fair = history.setting().warmUpEpochs() + 3;
    EpochFigures last = history.last();
    double largest = largestUpdate(last);
    boolean slow = largest > 0 && largest < SMALL_UPDATE && last.share() > LITTLE_PROGRESS;
    if (history.size() < fair || !slow) {
      return List.of();
    }
    return List.of(
        finding(
            history,
            Symptom.LEARNING_RATE_TOO_LOW,
            Severity.WARNING,
            "A step changes no layer by more than %.1e of its weights; about 1e-3 is usual, and the loss hardly falls."
                .formatted(largest),
            "Multiply optimizer.learningRate by 10, or use the optimizer 'adam'."));
  }

  private static Finding finding(
      History history, Symptom symptom, Severity severity, String message, String advice) {
    return new Finding(symptom, severity, null, history.last().epoch(), message, advice);
  }
}
