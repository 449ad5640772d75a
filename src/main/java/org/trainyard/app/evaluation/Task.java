package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is evaluated. */
public enum Task {
  @JsonProperty("classification")
  CLASSIFICATION(ClassificationEvaluation.class),
  @JsonProperty("regression")
  REGRESSION(RegressionEvaluation.class);

  private final Class<? extends Evaluation> evaluation;

  Task(Class<? extends Evaluation> evaluation) {
    this.evaluation = evaluation;
  }

  static Task of(Evaluation evaluation) {
    return switch (evaluation) {
      case ClassificationEvaluation _ -> CLASSIFICATION;
      case RegressionEvaluation _ -> REGRESSION;
    };
  }

  Class<? extends Evaluation> evaluation() {
    return evaluation;
  }
}
