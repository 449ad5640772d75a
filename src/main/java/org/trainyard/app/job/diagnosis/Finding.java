package org.trainyard.app.job.diagnosis;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found in a training.
 *
 * @param layer position of the linear layer in the network, from 0; absent: the training as a whole
 * @param epoch in which it was seen first, 1-based
 * @param message what was seen, with its figures
 * @param advice what to try
 */
public record Finding(
    @Schema(type = "string", example = "vanishing-gradient") Symptom code,
    Severity severity,
    @Nullable Integer layer,
    int epoch,
    String message,
    String advice) {

  /** What ended a training whose numbers left all bounds. */
  public static Finding diverged(
      int epoch, @Nullable Integer layer, String message, String advice) {
    return new Finding(Symptom.DIVERGED, Severity.ERROR, layer, epoch, message, advice);
  }
}
