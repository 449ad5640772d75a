package org.trainyard.app.job.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.job.rows.RowReader;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.Preprocessor;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.data.Split;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingResult;

/**
 * One training from stored rows to a trained model: open the data, split it, fit the preprocessing
 * to the training rows, train. Belongs to the thread that runs it.
 */
public final class TrainingJob implements AutoCloseable {

  private static final String ENGINE_VERSION = "1";

  /** Encoded rows may take one part in so many of the heap. */
  private static final long SHARE_OF_MEMORY = 8;

  private final ResolvedSpecification specification;
  private final DatasetCatalog catalog;
  private final ModelRegistry models;
  private final Dataset dataset;
  private final List<StoredRows> opened = new ArrayList<>();

  private TrainingJob(
      ResolvedSpecification specification, DatasetCatalog catalog, ModelRegistry models) {
    this.specification = specification;
    this.catalog = catalog;
    this.models = models;
    this.dataset = catalog.get(specification.dataset());
  }

  /**
   * Prepares a training; the caller closes it.
   *
   * @param models has the model whose weights the training starts with, if it names one
   */
  public static TrainingJob of(
      ResolvedSpecification specification, DatasetCatalog catalog, ModelRegistry models) {
    return new TrainingJob(specification, catalog, models);
  }

  /**
   * Trains.
   *
   * @param from where to go on; empty: at the beginning
   * @throws org.trainyard.engine.training.TrainingDivergedException if the loss is not finite
   * @throws TimeLimitException if the time was over before the first epoch
   * @throws IllegalArgumentException if the checkpoint is of another training
   */
  public TrainingOutcome train(
      String jobId,
      LongSupplier nanoClock,
      Instant now,
      TrainingHooks hooks,
      Optional<Checkpoint> from) {
    RowReader reader = reader(dataset);
    Split split = split(reader);
    PreprocessingFit fit = new PreprocessingFit(specification, dataset, reader, split.training());
    List<ModelInput> inputs = fit.inputs();
    ModelOutput output = fit.output();
    Preprocessor preprocessor = new Preprocessor(inputs);
    TargetEncoder targets = TargetEncoder.of(output);
    Samples training = new DatasetSamples(reader, split.training(), preprocessor, targets);
    Optional<Samples> validation = validation(reader, split, preprocessor, targets);
    ModelDescription.Provenance provenance =
        new ModelDescription.Provenance(
            jobId,
            dataset.id(),
            dataset.sha256(),
            specification.training().seed(),
            0,
            ENGINE_VERSION,
            now,
            specification.name());
    ModelDescription draft =
        new ModelDescription(
            inputs, output, specification.network().layers(), Map.of(), provenance);
    Network network = network(draft.networkSpec(), from);
    TrainingConfig config = EngineConfig.of(specification, output);
    TrainingData data = new TrainingData(inMemory(training), validation.map(TrainingJob::inMemory));
    Trainer trainer = new Trainer(nanoClock);
    TrainingResult result =
        from.isPresent()
            ? trainer.resume(network, data, config, hooks, from.get())
            : trainer.train(network, data, config, hooks);
    if (result.position().isPresent()) {
      return new TrainingOutcome.Stopped(result.position().get());
    }
    EpochResult epoch = shown(result);
    TrainedModel model =
        new TrainedModel(
            new ModelDescription(
                inputs,
                output,
                draft.layers(),
                metrics(epoch),
                provenance.withEpoch(epoch.epoch())),
            network);
    return new TrainingOutcome.Trained(model, result.reason());
  }

  /** The epoch whose weights the network has. */
  private EpochResult shown(TrainingResult result) {
    return (specification.training().restoreBest() ? result.best() : result.last())
        .orElseThrow(() ->
            new TimeLimitException(
                Objects.requireNonNull(specification.training().maximumSeconds())));
  }

  @Override
  public void close() {
    opened.forEach(StoredRows::close);
  }

  /** A checkpoint brings its own weights. */
  private Network network(NetworkSpec shape, Optional<Checkpoint> from) {
    Network network = Network.create(shape, specification.training().seed());
    InitialWeights start = specification.initialWeights();
    if (start != null && from.isEmpty()) {
      ModelVersion version = models.find(start.model(), start.version());
      network.setWeights(models.trained(version).network().weights());
    }
    return network;
  }

  private RowReader reader(Dataset source) {
    StoredRows rows = catalog.open(source);
    opened.add(rows);
    return RowReader.of(specification.columns(dataset), source, rows);
  }

  private Split split(RowReader reader) {
    ResolvedSpecification.Split shares = specification.split();
    long seed = specification.training().seed();
    int rows = Math.toIntExact(dataset.rows());
    if (!shares.stratified()) {
      return Split.random(rows, shares.validation(), shares.test(), seed);
    }
    int[] classes = new int[rows];
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    for (int row = 0; row < rows; row++) {
      reader.read(row, scratch, values);
      classes[row] = (int) values[reader.featureWidth()];
    }
    return Split.stratified(classes, shares.validation(), shares.test(), seed);
  }

  private Optional<Samples> validation(
      RowReader reader, Split split, Preprocessor preprocessor, TargetEncoder targets) {
    @Nullable String other = specification.split().validationDataset();
    if (other != null) {
      Dataset source = catalog.get(other);
      int[] rows = IntStream.range(0, Math.toIntExact(source.rows())).toArray();
      return Optional.of(new DatasetSamples(reader(source), rows, preprocessor, targets));
    }
    return split.validation().length == 0
        ? Optional.empty()
        : Optional.of(new DatasetSamples(reader, split.validation(), preprocessor, targets));
  }

  /** Encoded rows are kept in memory where they are few enough; else each epoch encodes them. */
  private static Samples inMemory(Samples samples) {
    long bytes = 4L * samples.size() * (samples.inputSize() + samples.targetSize());
    return bytes <= Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY
        ? ArraySamples.copyOf(samples)
        : samples;
  }

  private Map<String, Double> metrics(EpochResult epoch) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    String name = specification.task() == Task.CLASSIFICATION ? "Accuracy" : "RootMeanSquaredError";
    metrics.put("trainingLoss", epoch.training().loss());
    metrics.put("training" + name, epoch.training().metric());
    epoch
        .validation()
        .ifPresent(score -> {
          metrics.put("validationLoss", score.loss());
          metrics.put("validation" + name, score.metric());
        });
    return metrics;
  }
}
