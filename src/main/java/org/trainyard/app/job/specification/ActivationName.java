package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.app.model.LayerDefinition;

/** The activations between linear layers by their names in JSON. */
public enum ActivationName {
  @JsonProperty("relu")
  RELU,
  @JsonProperty("sigmoid")
  SIGMOID,
  @JsonProperty("tanh")
  TANH,
  @JsonProperty("leakyRelu")
  LEAKY_RELU,
  @JsonProperty("elu")
  ELU,
  @JsonProperty("selu")
  SELU,
  @JsonProperty("gelu")
  GELU,
  @JsonProperty("silu")
  SILU,
  @JsonProperty("softplus")
  SOFTPLUS;

  public LayerDefinition layer() {
    return switch (this) {
      case RELU -> new LayerDefinition.Relu();
      case SIGMOID -> new LayerDefinition.Sigmoid();
      case TANH -> new LayerDefinition.Tanh();
      case LEAKY_RELU -> LayerDefinition.LeakyRelu.DEFAULT;
      case ELU -> LayerDefinition.Elu.DEFAULT;
      case SELU -> new LayerDefinition.Selu();
      case GELU -> new LayerDefinition.Gelu();
      case SILU -> new LayerDefinition.Silu();
      case SOFTPLUS -> new LayerDefinition.Softplus();
    };
  }
}
