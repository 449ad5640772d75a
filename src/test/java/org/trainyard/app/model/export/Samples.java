package org.trainyard.app.model.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.Preprocessor;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;

/** Models and raw rows to export. */
final class Samples {

  private static final ModelInput.Scaling AGE = new ModelInput.Scaling(40, 0.05f, 38, 18, 90);
  private static final ModelInput.Scaling SIZE = new ModelInput.Scaling(170, 0.1f, 171, 140, 210);

  /** Every kind of column, in an order in which numbers and texts alternate. */
  static final List<ModelInput> COLUMNS =
      List.of(
          number("age", AGE, List.of()),
          number("size of 'x'", SIZE, List.of(0)),
          number("value", AGE, List.of()),
          new ModelInput.Categorical("color", List.of("red", "green", "größe")),
          new ModelInput.Categorical("empty", List.of()),
          number("v0", SIZE, List.of()),
          new ModelInput.Numeric(
              "pixels",
              List.of(2, 3),
              Collections.nCopies(6, AGE),
              ModelInput.MissingPolicy.MEAN,
              List.of(1, 4)));

  static final ModelOutput LABELS =
      new ModelOutput.Classification("kind", List.of("a", "b", "c"), ModelOutput.Head.SOFTMAX);
  static final ModelOutput TWO_LABELS =
      new ModelOutput.Classification("kind", List.of("no", "yes"), ModelOutput.Head.SIGMOID);
  static final ModelOutput VALUES =
      new ModelOutput.Regression(
          List.of(new ModelOutput.Target("y1", 2, 0.5), new ModelOutput.Target("y2", -1, 3)));

  private Samples() {}

  private static ModelInput number(
      String name, ModelInput.Scaling scaling, List<Integer> indicators) {
    return new ModelInput.Numeric(
        name, List.of(), List.of(scaling), ModelInput.MissingPolicy.MEAN, indicators);
  }

  /** A model with random weights, none of which has its first value. */
  static TrainedModel model(
      List<ModelInput> columns, ModelOutput output, List<LayerDefinition> hidden) {
    return model(columns, output, hidden, List.of());
  }

  static TrainedModel model(
      List<ModelInput> columns,
      ModelOutput output,
      List<LayerDefinition> hidden,
      List<LayerDefinition> end) {
    List<LayerDefinition> layers = new ArrayList<>();
    layers.add(linear(7));
    layers.addAll(hidden);
    layers.add(linear(outputs(output)));
    layers.addAll(end);
    ModelDescription description =
        new ModelDescription(
            columns,
            output,
            layers,
            Map.of("trainingLoss", 0.25),
            new ModelDescription.Provenance(
                "job_1", "ds_1", "0".repeat(64), 1, 3, "1", Instant.EPOCH, "sample"));
    Network network = Network.create(description.networkSpec(), 1);
    float[] weights = network.weights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.0625f;
    }
    network.setWeights(weights);
    return new TrainedModel(description, network);
  }

  static LayerDefinition linear(long units) {
    return new LayerDefinition.Linear(units, true, InitializerDefinition.DEFAULT);
  }

  private static int outputs(ModelOutput output) {
    return switch (output) {
      case ModelOutput.Classification(_, List<String> labels, ModelOutput.Head head) ->
          switch (head) {
            case SOFTMAX -> labels.size();
            case SIGMOID -> 1;
          };
      case ModelOutput.Regression(List<ModelOutput.Target> targets) -> targets.size();
    };
  }

  static ModelVersion version(int number) {
    return new ModelVersion("sample", number, Instant.EPOCH, "job_1", "f", "w", 0);
  }

  /** Raw rows: a tenth of the numbers are missing, and some texts are not known. */
  static float[][] rows(List<ModelInput> columns, int count) {
    Random random = new Random(5);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row(columns, random);
    }
    return rows;
  }

  private static float[] row(List<ModelInput> columns, Random random) {
    float[] row = new float[columns.stream().mapToInt(ModelInput::rawWidth).sum()];
    int at = 0;
    for (ModelInput column : columns) {
      switch (column) {
        case ModelInput.Numeric numeric -> {
          for (ModelInput.Scaling scaling : numeric.values()) {
            float value = random.nextFloat(scaling.minimum(), scaling.maximum());
            row[at++] = random.nextInt(10) == 0 ? Float.NaN : value;
          }
        }
        case ModelInput.Categorical(_, List<String> categories) ->
            row[at++] = random.nextInt(categories.size() + 1) - 1f;
      }
    }
    return row;
  }

  /** What the engine gives for raw rows: logits, or outputs before their scaling. */
  static Matrix outputs(TrainedModel model, float[][] rows) {
    Preprocessor preprocessor = new Preprocessor(model.description().inputs());
    Matrix inputs = Matrix.zeros(rows.length, preprocessor.inputSize());
    for (int row = 0; row < rows.length; row++) {
      preprocessor.encode(rows[row], inputs.data(), inputs.index(row, 0));
    }
    return model.network().predict(inputs);
  }
}
