package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What the model says of one row. */
@Schema(oneOf = {Prediction.Label.class, Prediction.Value.class, Prediction.Values.class})
sealed interface Prediction {

  /** Classification: the likeliest label, and the probability of each. */
  record Label(
      @Schema(example = "setosa") String label,
      @Schema(example = "0.98") float probability,
      Map<String, Float> probabilities,
      List<String> warnings)
      implements Prediction {}

  /** Regression with one target, in the target's unit. */
  record Value(@Schema(example = "4.2") float value, List<String> warnings) implements Prediction {}

  /** Regression with several targets, each in its unit. */
  record Values(Map<String, Float> values, List<String> warnings) implements Prediction {}
}
