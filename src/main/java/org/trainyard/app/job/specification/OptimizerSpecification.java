package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The optimizers as they stand in JSON, with PyTorch's names and meanings; {@link EngineOptimizer}
 * makes the engine's of them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerSpecification.Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = OptimizerSpecification.Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = OptimizerSpecification.AdamW.class, name = "adamw"),
  @JsonSubTypes.Type(value = OptimizerSpecification.RmsProp.class, name = "rmsprop"),
  @JsonSubTypes.Type(value = OptimizerSpecification.Adagrad.class, name = "adagrad"),
})
public sealed interface OptimizerSpecification {

  OptimizerSpecification DEFAULT = Adam.of(null, null, null, null, null);

  @Schema(exclusiveMinimumValue = 0, maximum = "1000")
  double learningRate();

  @Schema(defaultValue = "0", minimum = "0", maximum = "1000")
  double weightDecay();

  /** Stochastic gradient descent. */
  record Sgd(
      @Schema(defaultValue = "0.01") double learningRate,
      @Schema(defaultValue = "0", minimum = "0", exclusiveMaximumValue = 1) double momentum,
      @Schema(defaultValue = "false") boolean nesterov,
      double weightDecay)
      implements OptimizerSpecification {

    @JsonCreator
    static Sgd of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("momentum") @Nullable Double momentum,
        @JsonProperty("nesterov") @Nullable Boolean nesterov,
        @JsonProperty("weightDecay") @Nullable Double weightDecay) {
      return new Sgd(
          or(learningRate, 0.01),
          or(momentum, 0),
          nesterov != null && nesterov,
          or(weightDecay, 0));
    }
  }

  /** Adam; its weight decay is L2. */
  record Adam(
      @Schema(defaultValue = "0.001") double learningRate,
      @Schema(defaultValue = "0.9", minimum = "0", exclusiveMaximumValue = 1) double beta1,
      @Schema(defaultValue = "0.999", minimum = "0", exclusiveMaximumValue = 1) double beta2,
      @Schema(defaultValue = "1e-8", exclusiveMinimumValue = 0, maximum = "1") double epsilon,
      double weightDecay)
      implements OptimizerSpecification {

    @JsonCreator
    static Adam of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("beta1") @Nullable Double beta1,
        @JsonProperty("beta2") @Nullable Double beta2,
        @JsonProperty("epsilon") @Nullable Double epsilon,
        @JsonProperty("weightDecay") @Nullable Double weightDecay) {
      return new Adam(
          or(learningRate, 0.001),
          or(beta1, 0.9),
          or(beta2, 0.999),
          or(epsilon, 1e-8),
          or(weightDecay, 0));
    }
  }

  /** Adam with decoupled weight decay. */
  record AdamW(
      @Schema(defaultValue = "0.001") double learningRate,
      @Schema(defaultValue = "0.9", minimum = "0", exclusiveMaximumValue = 1) double beta1,
      @Schema(defaultValue = "0.999", minimum = "0", exclusiveMaximumValue = 1) double beta2,
      @Schema(defaultValue = "1e-8", exclusiveMinimumValue = 0, maximum = "1") double epsilon,
      double weightDecay)
      implements OptimizerSpecification {

    @JsonCreator
    static AdamW of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("beta1") @Nullable Double beta1,
        @JsonProperty("beta2") @Nullable Double beta2,
        @JsonProperty("epsilon") @Nullable Double epsilon,
        @JsonProperty("weightDecay") @Nullable Double weightDecay) {
      return new AdamW(
          or(learningRate, 0.001),
          or(beta1, 0.9),
          or(beta2, 0.999),
          or(epsilon, 1e-8),
          or(weightDecay, 0));
    }
  }

  /** RMSprop. */
  record RmsProp(
      @Schema(defaultValue = "0.01") double learningRate,
      @Schema(defaultValue = "0.99", minimum = "0", exclusiveMaximumValue = 1) double alpha,
      @Schema(defaultValue = "1e-8", exclusiveMinimumValue = 0, maximum = "1") double epsilon,
      @Schema(defaultValue = "0", minimum = "0", exclusiveMaximumValue = 1) double momentum,
      double weightDecay)
      implements OptimizerSpecification {

    @JsonCreator
    static RmsProp of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("alpha") @Nullable Double alpha,
        @JsonProperty("epsilon") @Nullable Double epsilon,
        @JsonProperty("momentum") @Nullable Double momentum,
        @JsonProperty("weightDecay") @Nullable Double weightDecay) {
      return new RmsProp(
          or(learningRate, 0.01),
          or(alpha, 0.99),
          or(epsilon, 1e-8),
          or(momentum, 0),
          or(weightDecay, 0));
    }
  }

  /** Adagrad. */
  record Adagrad(
      @Schema(defaultValue = "0.01") double learningRate,
      @Schema(defaultValue = "1e-10", exclusiveMinimumValue = 0, maximum = "1") double epsilon,
      double weightDecay)
      implements OptimizerSpecification {

    @JsonCreator
    static Adagrad of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("epsilon") @Nullable Double epsilon,
        @JsonProperty("weightDecay") @Nullable Double weightDecay) {
      return new Adagrad(or(learningRate, 0.01), or(epsilon, 1e-10), or(weightDecay, 0));
    }
  }

  private static double or(@Nullable Double given, double absent) {
    return given == null ? absent : given;
  }
}
