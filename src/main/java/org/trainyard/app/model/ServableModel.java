package org.trainyard.app.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.trainyard.engine.layer.InferencePass;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;

/** A version in memory, ready to predict. Immutable, so safe for any number of threads. */
public final class ServableModel {

  /** Rows that are computed at a time; never changes a bit. */
  private static final int BLOCK = 64;

  private static final RowParts PARTS = new RowParts(Runtime.getRuntime().availableProcessors());

  private final ModelVersion version;
  private final ModelDescription description;
  private final Preprocessor preprocessor;
  private final InstanceReader reader;
  private final PredictionWriter writer;
  private final Network network;
  private final List<RawColumn> columns;

  private ServableModel(ModelVersion version, TrainedModel model) {
    this.version = version;
    this.description = model.description();
    this.preprocessor = new Preprocessor(description.inputs());
    this.reader = new InstanceReader(description);
    this.writer = new PredictionWriter(description.output());
    this.network = model.network();
    this.columns = columns(description.inputs());
  }

  static ServableModel of(ModelVersion version, TrainedModel model) {
    return new ServableModel(version, model);
  }

  private static List<RawColumn> columns(List<ModelInput> inputs) {
    List<RawColumn> columns = new ArrayList<>();
    int offset = 0;
    for (ModelInput input : inputs) {
      columns.add(new RawColumn(input, offset));
      offset += input.rawWidth();
    }
    return List.copyOf(columns);
  }

  public ModelVersion version() {
    return version;
  }

  public ModelDescription description() {
    return description;
  }

  /** The columns that it reads, in their order. */
  public List<RawColumn> columns() {
    return columns;
  }

  /**
   * Rows of the numbers of a request. What the model does not take of them is refused when they are
   * scored.
   *
   * @param values raw values row by row; not copied, so not to be changed afterwards
   * @throws IllegalArgumentException if the model reads texts too
   */
  public RawRows rows(FloatBuffer values) {
    if (!columns.stream().allMatch(column -> column.input() instanceof ModelInput.Numeric)) {
      throw new IllegalArgumentException("the model reads texts too");
    }
    return RawRows.unchecked(values, preprocessor.rawWidth(), columns);
  }

  /** Rows to be filled. */
  public RawRows rows(int count) {
    return new RawRows(count, preprocessor.rawWidth());
  }

  InstanceReader reader() {
    return reader;
  }

  Preprocessor preprocessor() {
    return preprocessor;
  }

  Network network() {
    return network;
  }

  /** Predicts all rows, or none: every output of a finite input is checked to be finite. */
  List<Prediction> predict(List<Instance> instances) {
    Scores scores = score(instances);
    return IntStream.range(0, instances.size())
        .mapToObj(row -> writer.prediction(scores, row, instances.get(row).warnings()))
        .toList();
  }

  Scores score(List<Instance> instances) {
    return score(
        instances.size(),
        () ->
            (row, inputs, offset) -> preprocessor.encode(instances.get(row).raw(), inputs, offset));
  }

  Scores score(RawRows raw) {
    return score(raw.rows(), () -> encoder(raw));
  }

  private RowEncoder encoder(RawRows raw) {
    float[] values = new float[preprocessor.rawWidth()]; // of one row
    return (row, inputs, offset) -> {
      raw.copyRow(row, values);
      if (!preprocessor.encode(values, inputs, offset)) {
        raw.requireTaken();
      }
    };
  }

  /** Puts the inputs of a row into an array, from an offset on. Of one thread. */
  @FunctionalInterface
  private interface RowEncoder {
    void encode(int row, float[] inputs, int offset);
  }

  private Scores score(int rows, Supplier<RowEncoder> encoders) {
    float[] scores = new float[Math.multiplyExact(rows, writer.columns())];
    PARTS.run(
        rows,
        network.parameterCount(),
        BLOCK,
        () -> worker(encoders.get(), Math.min(BLOCK, rows), scores));
    return new Scores(scores, writer.columns());
  }

  /** Takes a block of rows from its raw values to its scores while it is cached. */
  private RowParts.Worker worker(RowEncoder encoder, int blockRows, float[] scores) {
    InferencePass pass = new InferencePass(network, blockRows);
    Matrix inputs = pass.inputs();
    return (first, count) -> {
      for (int row = 0; row < count; row++) {
        encoder.encode(first + row, inputs.data(), inputs.index(row, 0));
      }
      pass.run(count);
      writer.write(pass.outputs(), count, scores, first);
    };
  }
}
