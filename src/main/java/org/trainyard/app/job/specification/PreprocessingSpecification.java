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
 * @param scale multiplies raw values; only with {@link Numeric#NONE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreprocessingSpecification(
    Numeric numeric, MissingPolicy missing, @Nullable Double scale) {

  static final PreprocessingSpecification DEFAULT =
      new PreprocessingSpecification(Numeric.STANDARDIZE, MissingPolicy.REJECT, null);

  @JsonCreator
  static PreprocessingSpecification of(
      @JsonProperty("numeric") @Nullable Numeric numeric,
      @JsonProperty("missing") @Nullable MissingPolicy missing,
      @JsonProperty("scale") @Nullable Double scale) {
    return new PreprocessingSpecification(
        numeric == null ? DEFAULT.numeric : numeric,
        missing == null ? DEFAULT.missing : missing,
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
