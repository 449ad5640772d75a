package org.trainyard.app.model;

import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;

/** A version in memory, ready to predict. Immutable, so safe for any number of threads. */
record ServableModel(
    ModelVersion version,
    ModelDescription description,
    Preprocessor preprocessor,
    InstanceReader reader,
    PredictionWriter writer,
    Network network) {

  static ServableModel of(ModelVersion version, TrainedModel model) {
    ModelDescription description = model.description();
    return new ServableModel(
        version,
        description,
        new Preprocessor(description.inputs()),
        new InstanceReader(description),
        new PredictionWriter(description.output()),
        model.network());
  }

  /** Predicts all rows, or none: every output of a finite input is checked to be finite. */
  List<Prediction> predict(List<Instance> instances) {
    Matrix inputs = Matrix.zeros(instances.size(), preprocessor.inputSize());
    for (int row = 0; row < instances.size(); row++) {
      preprocessor.encode(instances.get(row).raw(), inputs.data(), row * inputs.stride());
    }
    Matrix outputs = network.predict(inputs);
    return IntStream.range(0, instances.size())
        .mapToObj(row -> writer.prediction(outputs, row, instances.get(row).warnings()))
        .toList();
  }
}
