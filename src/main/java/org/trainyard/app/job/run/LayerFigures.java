package org.trainyard.app.job.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.training.LayerDiagnostics;

/** What a linear layer and its activation looked like in an epoch; the engine says what each is. */
public record LayerFigures(
    int layer,
    @Nullable Double gradientNorm,
    @Nullable Double updateRatio,
    @Nullable Double activationMean,
    @Nullable Double activationStandardDeviation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double saturatedShare,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double deadShare) {

  static LayerFigures of(LayerDiagnostics layer) {
    return new LayerFigures(
        layer.layer(),
        layer.gradientNorm(),
        layer.updateRatio(),
        layer.activationMean(),
        layer.activationStandardDeviation(),
        layer.saturatedShare().isPresent() ? layer.saturatedShare().getAsDouble() : null,
        layer.deadShare().isPresent() ? layer.deadShare().getAsDouble() : null);
  }

  LayerDiagnostics toDiagnostics() {
    return new LayerDiagnostics(
        layer,
        finite(gradientNorm),
        finite(updateRatio),
        finite(activationMean),
        finite(activationStandardDeviation),
        optional(saturatedShare),
        optional(deadShare));
  }

  /** What was not finite was written as null. */
  private static double finite(@Nullable Double figure) {
    return figure == null ? Double.NaN : figure;
  }

  private static OptionalDouble optional(@Nullable Double figure) {
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }
}
