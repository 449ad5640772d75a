package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The training loop.
 *
 * @param batchSize rows of a minibatch
 * @param shuffle a new order of the training rows in every epoch
 * @param seed of the split, the first weights, the order of the rows and dropout
 * @param restoreBest end with the weights of the best epoch: the one with the lowest validation
 *     loss, or with the best figure of the validation rows that earlyStopping watches; absent: true
 *     when there are validation rows
 * @param threads that work on a minibatch, at most; 0: the service decides. Never changes a result
 * @param earlyStopping absent: none
 * @param gradientClipping absent: none
 * @param l1 times the sign of each weight is added to its gradient
 * @param maxNorm the largest norm of the incoming weights of a unit; absent: no bound
 * @param classWeights absent: every row counts the same
 * @param labelSmoothing share of the target that is spread over all classes
 * @param huberDelta where the loss {@code huber} turns from squared to absolute, in standard
 *     deviations of the target; absent: 1
 * @param maximumSeconds after which the training ends with what it has, also in the midst of a
 *     validation: an epoch counts when it is validated; absent: no limit
 * @param diagnostics look into every layer in every epoch
 */
public record TrainingSpecification(
    @Schema(defaultValue = "30", minimum = "1", maximum = "10000") long epochs,
    @Schema(defaultValue = "100", minimum = "1", maximum = "65536") long batchSize,
    @Schema(defaultValue = "true") boolean shuffle,
    @Schema(defaultValue = "1") long seed,
    @Nullable Boolean restoreBest,
    @Schema(defaultValue = "0", minimum = "0") long threads,
    @Nullable EarlyStoppingSpecification earlyStopping,
    @Nullable ClippingSpecification gradientClipping,
    @Schema(defaultValue = "0", minimum = "0", maximum = "1000") double l1,
    @Schema(exclusiveMinimumValue = 0, maximum = "1e6") @Nullable Double maxNorm,
    @Schema(
            oneOf = {ClassWeights.Rule.class, Object.class},
            example = "balanced")
        @Nullable ClassWeights classWeights,
    @Schema(defaultValue = "0", minimum = "0", exclusiveMaximumValue = 1) double labelSmoothing,
    @Schema(exclusiveMinimumValue = 0, maximum = "1000") @Nullable Double huberDelta,
    @Schema(exclusiveMinimumValue = 0, maximum = "2592000") @Nullable Double maximumSeconds,
    @Schema(defaultValue = "true") boolean diagnostics) {

  static final TrainingSpecification DEFAULT =
      of(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  @JsonCreator
  static TrainingSpecification of(
      @JsonProperty("epochs") @Nullable Long epochs,
      @JsonProperty("batchSize") @Nullable Long batchSize,
      @JsonProperty("shuffle") @Nullable Boolean shuffle,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("restoreBest") @Nullable Boolean restoreBest,
      @JsonProperty("threads") @Nullable Long threads,
      @JsonProperty("earlyStopping") @Nullable EarlyStoppingSpecification earlyStopping,
      @JsonProperty("gradientClipping") @Nullable ClippingSpecification gradientClipping,
      @JsonProperty("l1") @Nullable Double l1,
      @JsonProperty("maxNorm") @Nullable Double maxNorm,
      @JsonProperty("classWeights") @Nullable ClassWeights classWeights,
      @JsonProperty("labelSmoothing") @Nullable Double labelSmoothing,
      @JsonProperty("huberDelta") @Nullable Double huberDelta,
      @JsonProperty("maximumSeconds") @Nullable Double maximumSeconds,
      @JsonProperty("diagnostics") @Nullable Boolean diagnostics) {
    return new TrainingSpecification(
        epochs == null ? 30 : epochs,
        batchSize == null ? 100 : batchSize,
        shuffle == null || shuffle,
        seed == null ? 1 : seed,
        restoreBest,
        threads == null ? 0 : threads,
        earlyStopping,
        gradientClipping,
        l1 == null ? 0 : l1,
        maxNorm,
        classWeights,
        labelSmoothing == null ? 0 : labelSmoothing,
        huberDelta,
        maximumSeconds,
        diagnostics == null || diagnostics);
  }
}
