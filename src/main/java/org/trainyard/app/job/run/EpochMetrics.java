package org.trainyard.app.job.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.Task;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.Score;

/** A point of the learning curve; errors of a regression are in the target's unit. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochMetrics(
    int epoch,
    double trainingLoss,
    @Nullable Double validationLoss,
    @Nullable Double trainingAccuracy,
    @Nullable Double validationAccuracy,
    @Nullable Double trainingRootMeanSquaredError,
    @Nullable Double validationRootMeanSquaredError,
    double learningRate,
    double seconds,
    double samplesPerSecond) {

  static EpochMetrics of(EpochResult epoch, Task task) {
    @Nullable Score validation = epoch.validation().orElse(null);
    @Nullable Double validationMetric = validation == null ? null : validation.metric();
    double seconds = epoch.elapsedNanos() / 1e9;
    boolean classes = task == Task.CLASSIFICATION;
    return new EpochMetrics(
        epoch.epoch(),
        epoch.training().loss(),
        validation == null ? null : validation.loss(),
        classes ? epoch.training().metric() : null,
        classes ? validationMetric : null,
        classes ? null : epoch.training().metric(),
        classes ? null : validationMetric,
        epoch.learningRate(),
        seconds,
        seconds == 0 ? 0 : epoch.samples() / seconds);
  }
}
