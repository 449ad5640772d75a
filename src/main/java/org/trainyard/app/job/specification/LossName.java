package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.engine.loss.ElementwiseLoss;
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
  MEAN_SQUARED_ERROR(Task.REGRESSION),
  /** The mean of the absolute errors. */
  @JsonProperty("meanAbsoluteError")
  MEAN_ABSOLUTE_ERROR(Task.REGRESSION),
  /** Squared for errors up to 1 (after the target was scaled), absolute beyond. */
  @JsonProperty("huber")
  HUBER(Task.REGRESSION);

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
      case CROSS_ENTROPY -> Loss.crossEntropy();
      case BINARY_CROSS_ENTROPY -> new ElementwiseLoss.BinaryCrossEntropy();
      case MEAN_SQUARED_ERROR -> new ElementwiseLoss.MeanSquaredError();
      case MEAN_ABSOLUTE_ERROR -> new ElementwiseLoss.MeanAbsoluteError();
      case HUBER -> new ElementwiseLoss.Huber(1);
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
