package org.trainyard.app.job.diagnosis;

import java.util.List;

/** How the losses on training and validation rows move against each other and against time. */
final class FitRules {

  private static final int OVERFIT_EPOCHS = 5;
  private static final double VALIDATION_WORSE = 1.1;
  private static final double TRAINING_BETTER = 0.95;

  private static final int FLAT_EPOCHS = 10;
  private static final int FLAT_STEPS = 200;
  private static final double FLAT = 0.999;
  private static final double NEARLY_FLAT = 0.98;

  /** Between these shares of guessing a flat loss means something. */
  private static final double SOLVED = 0.02;

  private static final double HARDLY_FITTED = 0.6;
  private static final double AS_GOOD_AS_GUESSING = 0.995;

  private FitRules() {}

  static List<Finding> overFitting(History history) {
    EpochFigures best = history.bestEpoch();
    EpochFigures last = history.last();
    boolean overFits =
        last.epoch() >= best.epoch() + OVERFIT_EPOCHS
            && last.validationLoss().orElse(0)
                > VALIDATION_WORSE * best.validationLoss().orElse(Double.POSITIVE_INFINITY)
            && last.trainingLoss() < TRAINING_BETTER * best.trainingLoss();
    if (!overFits) {
      return List.of();
    }
    return List.of(
        finding(
            history,
            Symptom.OVER_FITTING,
            Severity.WARNING,
            "The validation loss was lowest in epoch %d (%.4g) and is %.4g now, while the training loss still falls (%.4g to %.4g): the network learns its training rows by heart."
                .formatted(
                    best.epoch(),
                    best.validationLoss().orElseThrow(),
                    last.validationLoss().orElseThrow(),
                    best.trainingLoss(),
                    last.trainingLoss()),
            "Set training.earlyStopping, use network.dropout, optimizer.weightDecay or a smaller network, or bring more rows. With training.restoreBest the model has the weights of the best epoch, by what training.earlyStopping watches."));
  }

  static List<Finding> underFitting(History history) {
    EpochFigures last = history.last();
    boolean underFits =
        history.isAtLeast(FLAT_EPOCHS + 1, FLAT_STEPS)
            && last.share() > HARDLY_FITTED
            && last.share() < AS_GOOD_AS_GUESSING
            && last.trainingLoss() > NEARLY_FLAT * history.before(FLAT_EPOCHS).trainingLoss();
    if (!underFits) {
      return List.of();
    }
    return List.of(
        finding(
            history,
            Symptom.UNDER_FITTING,
            Severity.INFO,
            "The training loss has come to rest at %.4g, %.0f %% of what always predicting the same gives: the network does not even fit the rows that it learns from."
                .formatted(last.trainingLoss(), 100 * last.share()),
            "Try a wider or deeper network, less regularization, or more features; if nothing helps, the columns do not tell more about the target."));
  }

  static List<Finding> plateau(History history) {
    EpochFigures last = history.last();
    boolean early = !history.isAtLeast(FLAT_EPOCHS + 1, FLAT_STEPS);
    if (early || last.share() < SOLVED || last.share() > AS_GOOD_AS_GUESSING) {
      return List.of();
    }
    double before = history.lowestLoss(0, history.size() - FLAT_EPOCHS);
    double since = history.lowestLoss(history.size() - FLAT_EPOCHS, history.size());
    if (since < FLAT * before) {
      return List.of();
    }
    return List.of(
        finding(
            history,
            Symptom.PLATEAU,
            Severity.INFO,
            "The training loss was not below %.4g in the last %d epochs; before, it had come down to %.4g."
                .formatted(since, FLAT_EPOCHS, before),
            "Let the learning rate decay (schedule 'plateau' or 'cosine'), or stop here (training.earlyStopping)."));
  }

  private static Finding finding(
      History history, Symptom symptom, Severity severity, String message, String advice) {
    return new Finding(symptom, severity, null, history.last().epoch(), message, advice);
  }
}
