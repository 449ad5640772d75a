package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything about a model but its weights; the head of its file.
 *
 * @param layers from the first to the last, every linear one with its units
 * @param metrics of the epoch whose weights these are, by their names in the API
 */
public record ModelDescription(
    List<ModelInput> inputs,
    ModelOutput output,
    List<LayerDefinition> layers,
    // A metric that is not finite is null in JSON.
    @JsonSetter(contentNulls = Nulls.SET) Map<String, Double> metrics,
    Provenance provenance) {

  public ModelDescription {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(provenance, "provenance");
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The network's shape. */
  public NetworkSpec networkSpec() {
    int inputSize = inputs.stream().mapToInt(ModelInput::inputWidth).sum();
    List<LayerSpec> specs = layers.stream().map(LayerDefinition::toSpec).toList();
    return new NetworkSpec(inputSize, specs);
  }

  /**
   * Where a model comes from.
   *
   * @param epoch of training whose weights these are, 1-based
   * @param specification that was trained, as it was sent, with ids in place of names; absent in
   *     files of earlier builds
   * @param validationDatasetSha256 of the data set that was validated on, if it was one of its own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Provenance(
      String job,
      String dataset,
      String datasetSha256,
      long seed,
      int epoch,
      String engineVersion,
      Instant trainedAt,
      @Nullable String jobName,
      @Schema(type = "object", implementation = Object.class) @Nullable ObjectNode specification,
      @Nullable String validationDatasetSha256) {

    public Provenance {
      Objects.requireNonNull(job, "job");
      Objects.requireNonNull(dataset, "dataset");
      Objects.requireNonNull(datasetSha256, "datasetSha256");
      Objects.requireNonNull(engineVersion, "engineVersion");
      Objects.requireNonNull(trainedAt, "trainedAt");
    }

    /** Without a specification to train again. */
    public Provenance(
        String job,
        String dataset,
        String datasetSha256,
        long seed,
        int epoch,
        String engineVersion,
        Instant trainedAt,
        @Nullable String jobName) {
      this(job, dataset, datasetSha256, seed, epoch, engineVersion, trainedAt, jobName, null, null);
    }

    /** The same, with the epoch that is known only after training. */
    public Provenance withEpoch(int number) {
      return new Provenance(
          job,
          dataset,
          datasetSha256,
          seed,
          number,
          engineVersion,
          trainedAt,
          jobName,
          specification,
          validationDatasetSha256);
    }
  }
}
