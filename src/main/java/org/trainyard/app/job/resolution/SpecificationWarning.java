package org.trainyard.app.job.resolution;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Something in a specification that is allowed and seldom wanted.
 *
 * @param field the place in the specification, a JSON Pointer
 * @param message what is likely to happen, and what to do
 */
public record SpecificationWarning(
    Code code, @Schema(example = "/training/batchSize") String field, String message) {

  /** What it is about. */
  public enum Code {
    @JsonProperty("batch-larger-than-set")
    BATCH_LARGER_THAN_SET,
    @JsonProperty("learning-rate-unusual")
    LEARNING_RATE_UNUSUAL,
    @JsonProperty("inputs-unscaled")
    INPUTS_UNSCALED,
    @JsonProperty("class-missing-from-validation")
    CLASS_MISSING_FROM_VALIDATION,
    @JsonProperty("layer-wider-than-data")
    LAYER_WIDER_THAN_DATA,
    @JsonProperty("squared-error-on-classes")
    SQUARED_ERROR_ON_CLASSES,
    @JsonProperty("output-bounded")
    OUTPUT_BOUNDED,
    @JsonProperty("target-looks-like-classes")
    TARGET_LOOKS_LIKE_CLASSES
  }
}
