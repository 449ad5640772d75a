package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training as a client asks for it. What is absent gets the default that its own record holds, or
 * one that follows from the data set.
 *
 * @param dataset the id of a data set, or a name: then the newest data set of that name
 * @param target the columns to predict; one text is a list of one
 * @param features absent: all columns but the target
 * @param task absent: from the type of the target
 * @param loss absent: from the task
 * @param schedule of the learning rate; absent: constant
 * @param model absent: a name made from the job's
 * @param initialWeights absent: drawn by the initializers
 */
@Schema(name = "JobSpecification")
public record JobSpecification(
    @Schema(maxLength = 200, example = "a first spiral") @Nullable String name,
    @Schema(example = "spiral") String dataset,
    @Schema(
            example = "label",
            oneOf = {String.class, String[].class})
        List<String> target,
    @Nullable List<String> features,
    @Nullable Task task,
    SplitSpecification split,
    PreprocessingSpecification preprocessing,
    NetworkSpecification network,
    @Nullable LossName loss,
    OptimizerSpecification optimizer,
    ScheduleSpecification schedule,
    TrainingSpecification training,
    @Nullable ModelTarget model,
    @Nullable InitialWeights initialWeights,
    long priority,
    Map<String, String> labels) {

  @JsonCreator
  static JobSpecification of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty(value = "dataset", required = true) String dataset,
      @JsonProperty(value = "target", required = true)
          @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> target,
      @JsonProperty("features") @Nullable List<String> features,
      @JsonProperty("task") @Nullable Task task,
      @JsonProperty("split") @Nullable SplitSpecification split,
      @JsonProperty("preprocessing") @Nullable PreprocessingSpecification preprocessing,
      @JsonProperty(value = "network", required = true) NetworkSpecification network,
      @JsonProperty("loss") @Nullable LossName loss,
      @JsonProperty("optimizer") @Nullable OptimizerSpecification optimizer,
      @JsonProperty("schedule") @Nullable ScheduleSpecification schedule,
      @JsonProperty("training") @Nullable TrainingSpecification training,
      @JsonProperty("model") @Nullable ModelTarget model,
      @JsonProperty("initialWeights") @Nullable InitialWeights initialWeights,
      @JsonProperty("priority") @Nullable Long priority,
      @JsonProperty("labels") @Nullable Map<String, String> labels) {
    return new JobSpecification(
        name,
        dataset,
        target,
        features,
        task,
        split == null ? SplitSpecification.DEFAULT : split,
        preprocessing == null ? PreprocessingSpecification.DEFAULT : preprocessing,
        network,
        loss,
        optimizer == null ? OptimizerSpecification.DEFAULT : optimizer,
        schedule == null ? new ScheduleSpecification.Constant(null) : schedule,
        training == null ? TrainingSpecification.DEFAULT : training,
        model,
        initialWeights,
        priority == null ? 0 : priority,
        labels == null ? Map.of() : labels);
  }

  /** The registered model that gets the next version. */
  public record ModelTarget(
      @JsonProperty(required = true) @Schema(example = "spiral") String name) {}
}
