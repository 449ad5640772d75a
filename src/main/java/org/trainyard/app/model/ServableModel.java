package org.trainyard.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;

/** A version in memory, ready to predict. Immutable, so safe for any number of threads. */
public final class ServableModel {

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
    Matrix inputs = Matrix.zeros(instances.size(), preprocessor.inputSize());
    for (int row = 0; row < instances.size(); row++) {
      preprocessor.encode(instances.get(row).raw(), 0, inputs.data(), row * inputs.stride());
    }
    return writer.scores(network.predict(inputs));
  }

  Scores score(RawRows raw) {
    if (raw.rows() == 0) {
      return writer.none();
    }
    Matrix inputs = Matrix.zeros(raw.rows(), preprocessor.inputSize());
    for (int row = 0; row < raw.rows(); row++) {
      preprocessor.encode(raw.values(), row * raw.width(), inputs.data(), row * inputs.stride());
    }
    return writer.scores(network.predict(inputs));
  }
}
