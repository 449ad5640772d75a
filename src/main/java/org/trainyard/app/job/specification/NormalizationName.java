package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.trainyard.app.model.LayerDefinition;

/** What stands between a hidden linear layer and its activation, by its name in JSON. */
public enum NormalizationName {
  @JsonProperty("none")
  NONE,
  @JsonProperty("batch")
  BATCH,
  @JsonProperty("layer")
  LAYER;

  public Optional<LayerDefinition> layer() {
    return switch (this) {
      case NONE -> Optional.empty();
      case BATCH -> Optional.of(new LayerDefinition.BatchNorm());
      case LAYER -> Optional.of(new LayerDefinition.LayerNorm());
    };
  }
}
