package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.schedule.Schedule;

/**
 * The schedules of the learning rate as they stand in JSON. Any of them may begin with a linear
 * {@code warmup}; the type {@code warmup} is one that a constant rate follows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleSpecification.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = ScheduleSpecification.Step.class, name = "step"),
  @JsonSubTypes.Type(value = ScheduleSpecification.Exponential.class, name = "exponential"),
  @JsonSubTypes.Type(value = ScheduleSpecification.Cosine.class, name = "cosine"),
  @JsonSubTypes.Type(value = ScheduleSpecification.OneCycle.class, name = "oneCycle"),
  @JsonSubTypes.Type(value = ScheduleSpecification.WarmUp.class, name = "warmup"),
  @JsonSubTypes.Type(value = ScheduleSpecification.Plateau.class, name = "plateau"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ScheduleSpecification {

  /** What the schedule begins with. */
  @Nullable RampUp warmup();

  /** The engine's form of what follows the warm-up; the ranges were checked before. */
  Schedule afterWarmUp();

  /** The engine's form; the ranges were checked before, and all defaults are filled in. */
  default Schedule toSchedule() {
    RampUp first = warmup();
    return first == null
        ? afterWarmUp()
        : new Schedule.WarmUp(Math.toIntExact(first.epochs()), afterWarmUp());
  }

  /**
   * The first epochs, in which the rate grows in equal parts.
   *
   * @param epochs how many
   */
  record RampUp(
      @JsonProperty(required = true) @Schema(minimum = "1", maximum = "10000", example = "3")
          long epochs) {}

  /** The optimizer's own rate. */
  record Constant(@Nullable RampUp warmup) implements ScheduleSpecification {
    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Constant();
    }
  }

  /** The optimizer's own rate after a warm-up of so many epochs. */
  record WarmUp(
      @JsonProperty(required = true) @Schema(minimum = "1", maximum = "10000", example = "3")
          long epochs)
      implements ScheduleSpecification {
    @Override
    public RampUp warmup() {
      return new RampUp(epochs);
    }

    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Constant();
    }
  }

  /** Times {@code gamma} every {@code stepSize} epochs. */
  record Step(
      @Schema(minimum = "1", maximum = "10000", example = "10") long stepSize,
      @Schema(defaultValue = "0.1", exclusiveMinimumValue = 0, maximum = "10") double gamma,
      @Nullable RampUp warmup)
      implements ScheduleSpecification {

    @JsonCreator
    static Step of(
        @JsonProperty(value = "stepSize", required = true) long stepSize,
        @JsonProperty("gamma") @Nullable Double gamma,
        @JsonProperty("warmup") @Nullable RampUp warmup) {
      return new Step(stepSize, gamma == null ? 0.1 : gamma, warmup);
    }

    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Step(Math.toIntExact(stepSize), gamma);
    }
  }

  /** Times {@code gamma} every epoch. */
  record Exponential(
      @JsonProperty(required = true)
          @Schema(exclusiveMinimumValue = 0, maximum = "10", example = "0.95")
          double gamma,
      @Nullable RampUp warmup)
      implements ScheduleSpecification {
    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Exponential(gamma);
    }
  }

  /**
   * Half a cosine from the optimizer's rate down to {@code minimum}.
   *
   * @param epochs until the minimum; absent: all that follow the warm-up
   */
  record Cosine(
      @Schema(minimum = "1", maximum = "10000") @Nullable Long epochs,
      @Schema(defaultValue = "0", minimum = "0", maximum = "1000") double minimum,
      @Nullable RampUp warmup)
      implements ScheduleSpecification {

    @JsonCreator
    static Cosine of(
        @JsonProperty("epochs") @Nullable Long epochs,
        @JsonProperty("minimum") @Nullable Double minimum,
        @JsonProperty("warmup") @Nullable RampUp warmup) {
      return new Cosine(epochs, minimum == null ? 0 : minimum, warmup);
    }

    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Cosine(Math.toIntExact(resolved("epochs", epochs)), minimum);
    }
  }

  /**
   * Up to {@code maximum} and down to nearly nothing within the training; cycles the momentum too.
   *
   * @param maximum absent: the optimizer's learning rate
   */
  record OneCycle(
      @Schema(exclusiveMinimumValue = 0, maximum = "1000") @Nullable Double maximum,
      @Nullable RampUp warmup)
      implements ScheduleSpecification {
    @Override
    public Schedule afterWarmUp() {
      return new Schedule.OneCycle(resolved("maximum", maximum));
    }
  }

  /** Times {@code factor} when the loss was not better for more than {@code patience} epochs. */
  record Plateau(
      @Schema(defaultValue = "10", minimum = "0", maximum = "10000") long patience,
      @Schema(defaultValue = "0.1", exclusiveMinimumValue = 0, exclusiveMaximumValue = 1)
          double factor,
      @Nullable RampUp warmup)
      implements ScheduleSpecification {

    @JsonCreator
    static Plateau of(
        @JsonProperty("patience") @Nullable Long patience,
        @JsonProperty("factor") @Nullable Double factor,
        @JsonProperty("warmup") @Nullable RampUp warmup) {
      return new Plateau(patience == null ? 10 : patience, factor == null ? 0.1 : factor, warmup);
    }

    @Override
    public Schedule afterWarmUp() {
      return new Schedule.Plateau(Math.toIntExact(patience), factor);
    }
  }

  /** The same with the defaults that follow from the rest of the specification. */
  default ScheduleSpecification resolve(long trainingEpochs, double learningRate) {
    return switch (this) {
      case Cosine(Long epochs, double minimum, RampUp warmup) -> {
        long first = warmup == null ? 0 : warmup.epochs();
        yield new Cosine(
            epochs == null ? Math.max(1, trainingEpochs - first) : epochs, minimum, warmup);
      }
      case OneCycle(Double maximum, RampUp warmup) ->
          new OneCycle(maximum == null ? learningRate : maximum, warmup);
      case Constant _, WarmUp _, Step _, Exponential _, Plateau _ -> this;
    };
  }

  private static <T> T resolved(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(name + " is not resolved");
    }
    return value;
  }
}
