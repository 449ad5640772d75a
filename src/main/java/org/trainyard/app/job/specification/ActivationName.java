package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.app.model.LayerDefinition;

/** The activations by their names in JSON. */
public enum ActivationName {
  @JsonProperty("relu")
  RELU,
  @JsonProperty("sigmoid")
  SIGMOID,
  @JsonProperty("tanh")
  TANH;

  LayerDefinition layer() {
    return switch (this) {
      case RELU -> new LayerDefinition.Relu();
      case SIGMOID -> new LayerDefinition.Sigmoid();
      case TANH -> new LayerDefinition.Tanh();
    };
  }
}
