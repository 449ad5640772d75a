package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Ends a training that no longer gets better.
 *
 * @param metric what is watched; absent: the validation loss
 * @param patience how many epochs in a row may be no better than the best
 * @param minimumDelta by how much an epoch must be better to count
 */
public record EarlyStoppingSpecification(
    @Schema(defaultValue = "validationLoss") @Nullable EpochFigure metric,
    @Schema(defaultValue = "5", minimum = "1", maximum = "10000") long patience,
    @Schema(defaultValue = "0", minimum = "0", maximum = "1e6") double minimumDelta) {

  @JsonCreator
  static EarlyStoppingSpecification of(
      @JsonProperty("metric") @Nullable EpochFigure metric,
      @JsonProperty("patience") @Nullable Long patience,
      @JsonProperty("minimumDelta") @Nullable Double minimumDelta) {
    return new EarlyStoppingSpecification(
        metric, patience == null ? 5 : patience, minimumDelta == null ? 0 : minimumDelta);
  }

  public EarlyStoppingSpecification withMetric(EpochFigure watched) {
    return new EarlyStoppingSpecification(watched, patience, minimumDelta);
  }
}
