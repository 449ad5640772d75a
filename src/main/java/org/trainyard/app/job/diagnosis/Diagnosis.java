package org.trainyard.app.job.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a training epoch by epoch and says each thing once, when it is first seen.
 *
 * <p>What it says follows from the epochs alone: a training that goes on from a checkpoint shows it
 * the epochs before, and then hears what it would have heard. Belongs to one thread.
 */
public final class Diagnosis {

  private static final List<Rule> RULES =
      List.of(
          LayerRules::vanishingGradient,
          LayerRules::explodingGradient,
          LayerRules::deadRelu,
          LayerRules::saturatedUnits,
          LearningRules::notLearning,
          LearningRules::rateTooHigh,
          LearningRules::rateTooLow,
          FitRules::overFitting,
          FitRules::underFitting,
          FitRules::plateau);

  private final History history;
  private final Set<Said> said = new HashSet<>();

  private record Said(Symptom symptom, @Nullable Integer layer) {}

  public Diagnosis(Setting setting) {
    this.history = new History(setting);
  }

  /** Looks at the next epoch. */
  public List<Finding> observe(EpochFigures epoch) {
    history.add(epoch);
    List<Finding> fresh = new ArrayList<>();
    for (Rule rule : RULES) {
      for (Finding finding : rule.look(history)) {
        if (said.add(said(finding))) {
          fresh.add(finding);
        }
      }
    }
    return fresh;
  }

  /** Units die or saturate in each layer for itself; all else is one thing about the network. */
  private static Said said(Finding finding) {
    return switch (finding.code()) {
      case DEAD_RELU, SATURATED_UNITS -> new Said(finding.code(), finding.layer());
      case VANISHING_GRADIENT,
          EXPLODING_GRADIENT,
          NOT_LEARNING,
          LEARNING_RATE_TOO_HIGH,
          LEARNING_RATE_TOO_LOW,
          OVER_FITTING,
          UNDER_FITTING,
          PLATEAU,
          DIVERGED ->
          new Said(finding.code(), null);
    };
  }
}
