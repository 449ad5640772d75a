package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.layer.LayerSpec;

/**
 * A layer as it stands in JSON: in a job's specification and in a stored model. What each computes,
 * and the meaning of its members, is said at the engine's {@link LayerSpec}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LayerDefinition.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = LayerDefinition.Sigmoid.class, name = "sigmoid"),
  @JsonSubTypes.Type(value = LayerDefinition.Tanh.class, name = "tanh"),
  @JsonSubTypes.Type(value = LayerDefinition.Relu.class, name = "relu"),
  @JsonSubTypes.Type(value = LayerDefinition.LeakyRelu.class, name = "leakyRelu"),
  @JsonSubTypes.Type(value = LayerDefinition.Elu.class, name = "elu"),
  @JsonSubTypes.Type(value = LayerDefinition.Selu.class, name = "selu"),
  @JsonSubTypes.Type(value = LayerDefinition.Gelu.class, name = "gelu"),
  @JsonSubTypes.Type(value = LayerDefinition.Silu.class, name = "silu"),
  @JsonSubTypes.Type(value = LayerDefinition.Softplus.class, name = "softplus"),
  @JsonSubTypes.Type(value = LayerDefinition.Softmax.class, name = "softmax"),
  @JsonSubTypes.Type(value = LayerDefinition.Dropout.class, name = "dropout"),
  @JsonSubTypes.Type(value = LayerDefinition.BatchNorm.class, name = "batchNorm"),
  @JsonSubTypes.Type(value = LayerDefinition.LayerNorm.class, name = "layerNorm"),
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
      InitializerDefinition initializer)
      implements LayerDefinition {

    @JsonCreator
    static Linear of(
        @JsonProperty("units") @Nullable Long units,
        @JsonProperty("bias") @Nullable Boolean bias,
        @JsonProperty("initializer") @Nullable InitializerDefinition initializer) {
      return new Linear(
          units,
          bias == null || bias,
          initializer == null ? InitializerDefinition.DEFAULT : initializer);
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

  /** {@code x} where it is positive, else {@code negativeSlope * x}. */
  record LeakyRelu(
      @Schema(minimum = "0", maximum = "100", defaultValue = "0.01") double negativeSlope)
      implements LayerDefinition {

    public static final LeakyRelu DEFAULT = new LeakyRelu(0.01);

    @JsonCreator
    static LeakyRelu of(@JsonProperty("negativeSlope") @Nullable Double negativeSlope) {
      return negativeSlope == null ? DEFAULT : new LeakyRelu(negativeSlope);
    }
  }

  /** {@code x} where it is positive, else {@code alpha * (exp(x) - 1)}. */
  record Elu(@Schema(minimum = "0", maximum = "100", defaultValue = "1") double alpha)
      implements LayerDefinition {

    public static final Elu DEFAULT = new Elu(1);

    @JsonCreator
    static Elu of(@JsonProperty("alpha") @Nullable Double alpha) {
      return alpha == null ? DEFAULT : new Elu(alpha);
    }
  }

  /** The self-normalizing ELU. */
  record Selu() implements LayerDefinition {}

  /** {@code x * Phi(x)}. */
  record Gelu() implements LayerDefinition {}

  /** {@code x * sigmoid(x)}. */
  record Silu() implements LayerDefinition {}

  /** {@code log(1 + exp(x))}. */
  record Softplus() implements LayerDefinition {}

  /** Turns the outputs of a row into shares that add up to one; only as the last layer. */
  record Softmax() implements LayerDefinition {}

  /** Sets each value to 0 with probability {@code rate}, in training alone. */
  record Dropout(
      @Schema(minimum = "0", exclusiveMaximumValue = 1, defaultValue = "0.5") double rate)
      implements LayerDefinition {

    @JsonCreator
    static Dropout of(@JsonProperty("rate") @Nullable Double rate) {
      return new Dropout(rate == null ? 0.5 : rate);
    }
  }

  /** Normalizes each column over the minibatch; predicts with running averages. */
  record BatchNorm() implements LayerDefinition {}

  /** Normalizes each row over its columns. */
  record LayerNorm() implements LayerDefinition {}

  /**
   * The engine's form of this layer.
   *
   * @throws IllegalStateException if a linear layer has no units yet
   * @throws IllegalArgumentException if a member is out of its range
   */
  default LayerSpec toSpec() {
    return switch (this) {
      case Linear(Long units, boolean bias, InitializerDefinition initializer) when units != null ->
          new LayerSpec.Linear(
              Math.toIntExact(units),
              bias ? LayerSpec.Bias.WITH_BIAS : LayerSpec.Bias.WITHOUT_BIAS,
              initializer.toInitializer());
      case Linear _ -> throw new IllegalStateException("the units of a linear layer are not known");
      case Sigmoid _ -> new LayerSpec.Sigmoid();
      case Tanh _ -> new LayerSpec.Tanh();
      case Relu _ -> new LayerSpec.Relu();
      case LeakyRelu(double slope) -> new LayerSpec.LeakyRelu(slope);
      case Elu(double alpha) -> new LayerSpec.Elu(alpha);
      case Selu _ -> new LayerSpec.Selu();
      case Gelu _ -> new LayerSpec.Gelu();
      case Silu _ -> new LayerSpec.Silu();
      case Softplus _ -> new LayerSpec.Softplus();
      case Softmax _ -> new LayerSpec.Softmax();
      case Dropout(double rate) -> new LayerSpec.Dropout(rate);
      case BatchNorm _ -> new LayerSpec.BatchNorm();
      case LayerNorm _ -> new LayerSpec.LayerNorm();
    };
  }
}
