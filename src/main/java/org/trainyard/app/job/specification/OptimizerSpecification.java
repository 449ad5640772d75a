package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.optimizer.Optimizer;

/** The optimizers as they stand in JSON, with PyTorch's names and defaults. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerSpecification.Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = OptimizerSpecification.Adam.class, name = "adam"),
})
public sealed interface OptimizerSpecification {

  OptimizerSpecification DEFAULT = new Adam(0.001, 0.9, 0.999, 1e-8);

  double learningRate();

  /** The engine's form; its ranges were checked before. */
  Optimizer toOptimizer();

  /** Stochastic gradient descent. */
  record Sgd(
      @Schema(defaultValue = "0.01", exclusiveMinimumValue = 0, maximum = "1000")
          double learningRate,
      @Schema(defaultValue = "0", minimum = "0", exclusiveMaximumValue = 1) double momentum)
      implements OptimizerSpecification {

    @JsonCreator
    static Sgd of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("momentum") @Nullable Double momentum) {
      return new Sgd(learningRate == null ? 0.01 : learningRate, momentum == null ? 0 : momentum);
    }

    @Override
    public Optimizer toOptimizer() {
      return new Optimizer.Sgd(learningRate, momentum, Optimizer.Acceleration.CLASSICAL, 0);
    }
  }

  /** Adam. */
  record Adam(
      @Schema(defaultValue = "0.001", exclusiveMinimumValue = 0, maximum = "1000")
          double learningRate,
      @Schema(defaultValue = "0.9", minimum = "0", exclusiveMaximumValue = 1) double beta1,
      @Schema(defaultValue = "0.999", minimum = "0", exclusiveMaximumValue = 1) double beta2,
      @Schema(defaultValue = "1e-8", exclusiveMinimumValue = 0, maximum = "1") double epsilon)
      implements OptimizerSpecification {

    @JsonCreator
    static Adam of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("beta1") @Nullable Double beta1,
        @JsonProperty("beta2") @Nullable Double beta2,
        @JsonProperty("epsilon") @Nullable Double epsilon) {
      return new Adam(
          learningRate == null ? 0.001 : learningRate,
          beta1 == null ? 0.9 : beta1,
          beta2 == null ? 0.999 : beta2,
          epsilon == null ? 1e-8 : epsilon);
    }

    @Override
    public Optimizer toOptimizer() {
      return new Optimizer.Adam(learningRate, beta1, beta2, epsilon, 0);
    }
  }
}
