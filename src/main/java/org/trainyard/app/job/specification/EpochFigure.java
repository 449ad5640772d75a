package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.trainyard.engine.training.EarlyStopping.Monitored;

/** The figures of an epoch that early stopping can watch, by their names in the learning curve. */
public enum EpochFigure {
  @JsonProperty("validationLoss")
  VALIDATION_LOSS("validationLoss", Monitored.LOSS),
  @JsonProperty("validationAccuracy")
  VALIDATION_ACCURACY("validationAccuracy", Monitored.METRIC),
  @JsonProperty("validationRootMeanSquaredError")
  VALIDATION_ROOT_MEAN_SQUARED_ERROR("validationRootMeanSquaredError", Monitored.METRIC),
  @JsonProperty("trainingLoss")
  TRAINING_LOSS("trainingLoss", Monitored.TRAINING_LOSS),
  @JsonProperty("trainingAccuracy")
  TRAINING_ACCURACY("trainingAccuracy", Monitored.TRAINING_METRIC),
  @JsonProperty("trainingRootMeanSquaredError")
  TRAINING_ROOT_MEAN_SQUARED_ERROR("trainingRootMeanSquaredError", Monitored.TRAINING_METRIC);

  private final String json;
  private final Monitored monitored;

  EpochFigure(String json, Monitored monitored) {
    this.json = json;
    this.monitored = monitored;
  }

  /** The engine's word for it. */
  public Monitored monitored() {
    return monitored;
  }

  public String json() {
    return json;
  }

  /** Those that the epochs of such a training have, the usual one first. */
  public static List<EpochFigure> of(Task task, ResolvedSpecification.Split split) {
    return Arrays.stream(values())
        .filter(figure -> figure.isOf(task) && (figure.isOfTraining() || split.hasValidation()))
        .toList();
  }

  private boolean isOf(Task task) {
    return switch (this) {
      case VALIDATION_LOSS, TRAINING_LOSS -> true;
      case VALIDATION_ACCURACY, TRAINING_ACCURACY -> task == Task.CLASSIFICATION;
      case VALIDATION_ROOT_MEAN_SQUARED_ERROR, TRAINING_ROOT_MEAN_SQUARED_ERROR ->
          task == Task.REGRESSION;
    };
  }

  public boolean isOfTraining() {
    return switch (this) {
      case TRAINING_LOSS, TRAINING_ACCURACY, TRAINING_ROOT_MEAN_SQUARED_ERROR -> true;
      case VALIDATION_LOSS, VALIDATION_ACCURACY, VALIDATION_ROOT_MEAN_SQUARED_ERROR -> false;
    };
  }
}
