package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The losses by their names in JSON. */
public enum LossName {
  /** Softmax and cross-entropy: one output for each class. */
  @JsonProperty("crossEntropy")
  CROSS_ENTROPY(Task.CLASSIFICATION),
  /** Sigmoid and cross-entropy: one output for two classes. */
  @JsonProperty("binaryCrossEntropy")
  BINARY_CROSS_ENTROPY(Task.CLASSIFICATION),
  /** The mean of the squared errors. */
  @JsonProperty("meanSquaredError")
  MEAN_SQUARED_ERROR(Task.REGRESSION),
  /** The mean of the absolute errors. */
  @JsonProperty("meanAbsoluteError")
  MEAN_ABSOLUTE_ERROR(Task.REGRESSION),
  /** Squared for errors up to {@code training.huberDelta}, absolute beyond. */
  @JsonProperty("huber")
  HUBER(Task.REGRESSION);

  private final Task task;

  LossName(Task task) {
    this.task = task;
  }

  public Task task() {
    return task;
  }

  /** The loss of a task that names none. */
  public static LossName of(Task task) {
    return switch (task) {
      case CLASSIFICATION -> CROSS_ENTROPY;
      case REGRESSION -> MEAN_SQUARED_ERROR;
    };
  }
}
