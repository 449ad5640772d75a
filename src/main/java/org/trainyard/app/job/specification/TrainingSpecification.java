package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The training loop.
 *
 * @param batchSize rows of a minibatch
 * @param shuffle a new order of the training rows in every epoch
 * @param seed of the split, the first weights and the order of the rows
 * @param restoreBest end with the weights of the epoch with the lowest validation loss; absent:
 *     true when there are validation rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSpecification(
    @Schema(defaultValue = "30", minimum = "1", maximum = "10000") long epochs,
    @Schema(defaultValue = "100", minimum = "1", maximum = "65536") long batchSize,
    @Schema(defaultValue = "true") boolean shuffle,
    @Schema(defaultValue = "1") long seed,
    @Nullable Boolean restoreBest) {

  static final TrainingSpecification DEFAULT = new TrainingSpecification(30, 100, true, 1, null);

  @JsonCreator
  static TrainingSpecification of(
      @JsonProperty("epochs") @Nullable Long epochs,
      @JsonProperty("batchSize") @Nullable Long batchSize,
      @JsonProperty("shuffle") @Nullable Boolean shuffle,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("restoreBest") @Nullable Boolean restoreBest) {
    return new TrainingSpecification(
        epochs == null ? DEFAULT.epochs : epochs,
        batchSize == null ? DEFAULT.batchSize : batchSize,
        shuffle == null || shuffle,
        seed == null ? DEFAULT.seed : seed,
        restoreBest);
  }
}
