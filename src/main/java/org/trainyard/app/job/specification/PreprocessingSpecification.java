package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.ModelInput.MissingPolicy;

/**
 * How raw values become inputs. Statistics come from the training rows alone and stay in the model.
 *
 * @param missing what a missing number gets; a missing text has an input of its own
 * @param missingIndicator a further input for each number that is missing in some training row: 1
 *     where it is missing, else 0
 * @param scale multiplies raw values; only with {@link Numeric#NONE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreprocessingSpecification(
    Numeric numeric,
    MissingPolicy missing,
    @Schema(defaultValue = "false") boolean missingIndicator,
    @Nullable Double scale) {

  static final PreprocessingSpecification DEFAULT =
      new PreprocessingSpecification(Numeric.STANDARDIZE, MissingPolicy.REJECT, false, null);

  @JsonCreator
  static PreprocessingSpecification of(
      @JsonProperty("numeric") @Nullable Numeric numeric,
      @JsonProperty("missing") @Nullable MissingPolicy missing,
      @JsonProperty("missingIndicator") @Nullable Boolean missingIndicator,
      @JsonProperty("scale") @Nullable Double scale) {
    return new PreprocessingSpecification(
        numeric == null ? DEFAULT.numeric : numeric,
        missing == null ? DEFAULT.missing : missing,
        missingIndicator == null ? DEFAULT.missingIndicator : missingIndicator,
        scale);
  }

  /** What happens to numbers. */
  @Schema(defaultValue = "standardize")
  public enum Numeric {
    /** Mean 0 and standard deviation 1. */
    @JsonProperty("standardize")
    STANDARDIZE,
    /** From 0, the minimum, to 1, the maximum. */
    @JsonProperty("minMax")
    MIN_MAX,
    /** As they are, times {@code scale}. */
    @JsonProperty("none")
    NONE
  }
}
