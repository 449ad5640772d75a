package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.layer.LayerSpec;

/** A layer as it stands in JSON: in a job's specification and in a stored model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LayerDefinition.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = LayerDefinition.Sigmoid.class, name = "sigmoid"),
  @JsonSubTypes.Type(value = LayerDefinition.Tanh.class, name = "tanh"),
  @JsonSubTypes.Type(value = LayerDefinition.Relu.class, name = "relu"),
})
public sealed interface LayerDefinition {

  /**
   * A fully connected layer.
   *
   * @param units number of outputs; only the last linear layer of a specification may leave it to
   *     the data
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Linear(
      @Schema(minimum = "1", maximum = "65536", example = "50") @Nullable Long units,
      boolean bias,
      InitializerName initializer)
      implements LayerDefinition {

    @JsonCreator
    static Linear of(
        @JsonProperty("units") @Nullable Long units,
        @JsonProperty("bias") @Nullable Boolean bias,
        @JsonProperty("initializer") @Nullable InitializerName initializer) {
      return new Linear(
          units, bias == null || bias, initializer == null ? InitializerName.DEFAULT : initializer);
    }

    public Linear withUnits(long number) {
      return new Linear(number, bias, initializer);
    }
  }

  /** {@code 1 / (1 + exp(-x))}. */
  record Sigmoid() implements LayerDefinition {}

  /** {@code tanh(x)}. */
  record Tanh() implements LayerDefinition {}

  /** {@code max(0, x)}. */
  record Relu() implements LayerDefinition {}

  /**
   * The engine's form of this layer.
   *
   * @throws IllegalStateException if a linear layer has no units yet
   */
  default LayerSpec toSpec() {
    return switch (this) {
      case Linear(Long units, boolean bias, InitializerName initializer) when units != null ->
          new LayerSpec.Linear(
              Math.toIntExact(units),
              bias ? LayerSpec.Bias.WITH_BIAS : LayerSpec.Bias.WITHOUT_BIAS,
              initializer.initializer());
      case Linear _ -> throw new IllegalStateException("the units of a linear layer are not known");
      case Sigmoid _ -> new LayerSpec.Sigmoid();
      case Tanh _ -> new LayerSpec.Tanh();
      case Relu _ -> new LayerSpec.Relu();
    };
  }
}
