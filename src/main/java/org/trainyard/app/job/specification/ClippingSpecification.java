package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.training.GradientClipping;

/**
 * Keeps gradients small; one of the two.
 *
 * @param norm all gradients together are scaled down to this Euclidean norm
 * @param value each element is cut off at plus and minus this value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClippingSpecification(
    @Schema(exclusiveMinimumValue = 0, maximum = "1e6", example = "1") @Nullable Double norm,
    @Schema(exclusiveMinimumValue = 0, maximum = "1e6") @Nullable Double value) {

  /** The engine's form; that there is one of the two was checked before. */
  public GradientClipping toClipping() {
    if (norm != null) {
      return new GradientClipping.ByNorm(norm);
    }
    return value == null ? new GradientClipping.None() : new GradientClipping.ByValue(value);
  }
}
