package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What the model says of one row. */
@Schema(oneOf = {Prediction.Label.class, Prediction.Value.class, Prediction.Values.class})
@JsonDeserialize(using = PredictionReader.class)
public sealed interface Prediction {

  /** Classification: the likeliest label, and the probability of each. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  record Label(
      @Schema(example = "setosa") String label,
      @Schema(example = "0.98") float probability,
      Map<String, Float> probabilities,
      List<String> warnings)
      implements Prediction {}

  /** Regression with one target, in the target's unit. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  record Value(@Schema(example = "4.2") float value, List<String> warnings) implements Prediction {}

  /** Regression with several targets, each in its unit. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  record Values(Map<String, Float> values, List<String> warnings) implements Prediction {}
}
