package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.engine.loss.Loss;

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
  MEAN_SQUARED_ERROR(Task.REGRESSION);

  private final Task task;

  LossName(Task task) {
    this.task = task;
  }

  public Task task() {
    return task;
  }

  /** The engine's loss of this name. */
  public Loss loss() {
    return switch (this) {
      case CROSS_ENTROPY -> new Loss.CrossEntropy();
      case BINARY_CROSS_ENTROPY -> new Loss.BinaryCrossEntropy();
      case MEAN_SQUARED_ERROR -> new Loss.MeanSquaredError();
    };
  }

  /** The loss of a task that names none. */
  public static LossName of(Task task) {
    return switch (task) {
      case CLASSIFICATION -> CROSS_ENTROPY;
      case REGRESSION -> MEAN_SQUARED_ERROR;
    };
  }
}
