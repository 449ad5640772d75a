package org.trainyard.app.job.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.evaluation.HeldOutEvaluation;
import org.trainyard.app.evaluation.LabelledRows;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.Preprocessor;
import org.trainyard.app.rows.ReadColumns;
import org.trainyard.app.rows.RowDivision;
import org.trainyard.app.rows.RowReader;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.data.Split;
import org.trainyard.engine.training.StopSignal;

/**
 * The rows of a training: divided, and encoded by a preprocessing that was fitted to the training
 * rows alone. Files stay mapped until it is closed. Belongs to the thread that opened it, which is
 * asked whether to stop while it reads: what reads all rows throws {@link StoppedException} then.
 */
final class TrainingRows implements AutoCloseable {

  private final ResolvedSpecification specification;
  private final DatasetCatalog catalog;
  private final StopSignal stop;
  private final int threads;
  private final long heapBytes;
  private final Dataset dataset;
  private final Map<String, StoredRows> opened = new HashMap<>(); // by the id of the data set
  private final List<SamplesAhead> ahead = new ArrayList<>(); // they read those

  private final Split split;
  private final List<ModelInput> inputs;
  private final ModelOutput output;
  private final int[] unusedInputs;
  private final StoredRows rows;
  private final ReadColumns columns; // in the numbering of the model
  private final Preprocessor preprocessor;
  private final TargetEncoder targets;

  private TrainingRows(
      ResolvedSpecification specification,
      int threads,
      long heapBytes,
      DatasetCatalog catalog,
      StopSignal stop) {
    this.specification = specification;
    this.threads = threads;
    this.heapBytes = heapBytes;
    this.catalog = catalog;
    this.stop = stop;
    this.dataset = catalog.get(specification.dataset());
    try {
      this.rows = opened(dataset);
      ReadColumns stored = specification.columns(dataset);
      StoredRows read = new StoppableRows(rows, stop);
      this.split =
          new RowDivision(stored, dataset, read)
              .divide(specification.split().rule(specification.training().seed()));
      PreprocessingFit fit =
          new PreprocessingFit(
              specification, dataset, RowReader.of(stored, dataset, read), split.training());
      this.inputs = fit.inputs();
      this.output = fit.output();
      this.unusedInputs = fit.unusedInputs();
      this.columns = stored.numberedBy(inputs.stream().map(TrainingRows::categories).toList());
      this.preprocessor = new Preprocessor(inputs);
      this.targets = TargetEncoder.of(output);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens, divides and fits; the caller closes it.
   *
   * @param threads of the training
   * @param heapBytes of which rows may take a part
   */
  static TrainingRows open(
      ResolvedSpecification specification,
      int threads,
      long heapBytes,
      DatasetCatalog catalog,
      StopSignal stop) {
    return new TrainingRows(specification, threads, heapBytes, catalog, stop);
  }

  Dataset dataset() {
    return dataset;
  }

  List<ModelInput> inputs() {
    return inputs;
  }

  ModelOutput output() {
    return output;
  }

  /** The inputs of the network that are 0 in every training row. */
  int[] unusedInputs() {
    return unusedInputs.clone();
  }

  Samples training() {
    return samples(KeptRows.Use.OFTEN, dataset, rows, split.training());
  }

  Optional<Samples> validation() {
    return heldOut(
        KeptRows.Use.OFTEN, specification.split().validationDataset(), split.validation());
  }

  Optional<Samples> test() {
    return heldOut(KeptRows.Use.ONCE, specification.split().testDataset(), split.test());
  }

  /** The content of the data set that is validated on, if it is one of its own. */
  @Nullable String validationSha256() {
    String given = specification.split().validationDataset();
    return given == null ? null : catalog.get(given).sha256();
  }

  /** The rows that the model is evaluated on: those of the test, or else of the validation. */
  Optional<HeldOutRows> evaluated() {
    return evaluated(HeldOutEvaluation.Part.TEST, specification.split().testDataset(), split.test())
        .or(() ->
            evaluated(
                HeldOutEvaluation.Part.VALIDATION,
                specification.split().validationDataset(),
                split.validation()));
  }

  /** Rows of a data set that were held out, as they are stored. */
  record HeldOutRows(HeldOutEvaluation.Part part, Dataset dataset, LabelledRows rows) {}

  @Override
  public void close() {
    ahead.forEach(SamplesAhead::close);
    opened.values().forEach(StoredRows::close);
  }

  private Optional<HeldOutRows> evaluated(
      HeldOutEvaluation.Part part, @Nullable String given, int[] drawn) {
    if (given != null) {
      Dataset other = catalog.get(given);
      RowReader reader = RowReader.of(columns, other, opened(other));
      return Optional.of(new HeldOutRows(part, other, LabelledRows.all(reader, other.rows())));
    }
    return drawn.length == 0
        ? Optional.empty()
        : Optional.of(
            new HeldOutRows(
                part, dataset, LabelledRows.some(RowReader.of(columns, dataset, rows), drawn)));
  }

  private Optional<Samples> heldOut(KeptRows.Use use, @Nullable String given, int[] drawn) {
    if (given != null) {
      Dataset other = catalog.get(given);
      int[] all = IntStream.range(0, Math.toIntExact(other.rows())).toArray();
      return Optional.of(samples(use, other, opened(other), all));
    }
    return drawn.length == 0 ? Optional.empty() : Optional.of(samples(use, dataset, rows, drawn));
  }

  /**
   * Encoded rows are kept in memory where they are few enough, or else their targets; what is not
   * kept is encoded in every epoch.
   */
  private Samples samples(KeptRows.Use use, Dataset source, StoredRows stored, int[] numbers) {
    Samples samples = encoded(source, stored, numbers);
    Samples once = encoded(source, new StoppableRows(stored, stop), numbers);
    KeptRows kept = new KeptRows(use, samples.size(), samples.inputSize(), samples.targetSize());
    return switch (kept.extent(heapBytes)) {
      case ROWS -> ArraySamples.copyOf(once);
      case TARGETS -> perhapsAhead(KnownTargets.read(once, samples));
      case NOTHING -> perhapsAhead(samples);
    };
  }

  /**
   * Rows are read a minibatch ahead where a core is left for that, or else by the threads that
   * train. A thread more than there are cores would keep those waiting for each other.
   */
  private Samples perhapsAhead(Samples samples) {
    if (threads >= Runtime.getRuntime().availableProcessors()) {
      return samples;
    }
    SamplesAhead reading = new SamplesAhead(samples);
    ahead.add(reading);
    return reading;
  }

  private Samples encoded(Dataset source, StoredRows stored, int[] numbers) {
    RowReader reader = RowReader.of(columns, source, stored);
    return new DatasetSamples(reader, numbers, preprocessor, targets);
  }

  private StoredRows opened(Dataset source) {
    return opened.computeIfAbsent(
        source.id(), _ -> catalog.openVerified(source, () -> StoppableRows.check(stop)));
  }

  private static List<String> categories(ModelInput input) {
    return switch (input) {
      case ModelInput.Numeric _ -> List.of();
      case ModelInput.Categorical categorical -> categorical.categories();
    };
  }
}
