package org.trainyard.app.job.reproduction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job trains again, and how that came out.
 *
 * @param weightsSha256 of the version
 * @param foundWeightsSha256 of the weights that the job got; null until it has succeeded
 */
public record Reproduction(
    String model, int version, String weightsSha256, @Nullable String foundWeightsSha256) {

  /** Whether every bit is equal; null until it is known. */
  public @Nullable Boolean equal() {
    return foundWeightsSha256 == null ? null : Objects.equals(weightsSha256, foundWeightsSha256);
  }
}
