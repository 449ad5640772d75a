package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.rows.ReadColumns;
import org.trainyard.app.rows.SplitRule;

/**
 * A training with every default filled in: what is run, and what the job shows.
 *
 * @param classes labels in the order of the network's outputs; empty for regression
 * @param baseline what always predicting the same reaches: the loss of a classification, the root
 *     mean squared error of a regression
 * @param model the name of the registered model that gets the next version
 */
public record ResolvedSpecification(
    String name,
    String dataset,
    List<String> target,
    List<String> features,
    Task task,
    List<String> classes,
    Split split,
    PreprocessingSpecification preprocessing,
    Network network,
    LossName loss,
    double baseline,
    OptimizerSpecification optimizer,
    ScheduleSpecification schedule,
    Training training,
    JobSpecification.ModelTarget model,
    @Nullable InitialWeights initialWeights,
    int priority,
    Map<String, String> labels) {

  public ResolvedSpecification {
    target = List.copyOf(target);
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    labels =
        Collections.unmodifiableMap(new LinkedHashMap<>(labels)); // in the order of the request
  }

  /** The columns that are read, in the numbering of the data set that is trained on. */
  public ReadColumns columns(Dataset trainingSet) {
    return ReadColumns.of(trainingSet, features, target, classes);
  }

  /**
   * Which rows are held out.
   *
   * @param validation share of the rows that may be drawn; test likewise
   * @param column names the part of each row
   * @param rows how many that makes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Split(
      double validation,
      double test,
      boolean stratified,
      @Nullable String column,
      @Nullable String validationDataset,
      @Nullable String testDataset,
      Rows rows) {

    /** Whether there will be rows to validate on. */
    public boolean hasValidation() {
      return rows.validation() > 0;
    }

    /** How the data set that is trained on is divided. */
    public SplitRule rule(long seed) {
      return new SplitRule(column, validation, test, stratified, seed);
    }
  }

  /** How many rows each part has. */
  public record Rows(long training, long validation, long test) {}

  /**
   * The network, layer by layer, every linear one with its units.
   *
   * @param parameters how many numbers are learned
   */
  public record Network(
      int inputSize, int outputSize, List<LayerDefinition> layers, long parameters) {

    public Network {
      layers = List.copyOf(layers);
    }
  }

  /**
   * The training loop; members are those of the {@link TrainingSpecification}.
   *
   * @param classWeights one for each class, by label; absent: every row counts the same
   * @param huberDelta absent: the loss has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Training(
      int epochs,
      int batchSize,
      boolean shuffle,
      long seed,
      boolean restoreBest,
      int threads,
      @Nullable EarlyStoppingSpecification earlyStopping,
      @Nullable ClippingSpecification gradientClipping,
      double l1,
      @Nullable Double maxNorm,
      @Nullable Map<String, Double> classWeights,
      double labelSmoothing,
      @Nullable Double huberDelta,
      @Nullable Double maximumSeconds,
      boolean diagnostics) {}
}
