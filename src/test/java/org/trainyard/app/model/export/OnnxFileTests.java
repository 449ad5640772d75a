package org.trainyard.app.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.loss.Probabilities;
import org.trainyard.engine.tensor.Matrix;

/** ONNX Runtime gives what we give. */
class OnnxFileTests {

  private static final int ROWS = 200;
  private static final double TOLERANCE = 1e-5;

  static Stream<LayerDefinition> layers() {
    return Stream.of(
        new LayerDefinition.Sigmoid(),
        new LayerDefinition.Tanh(),
        new LayerDefinition.Relu(),
        new LayerDefinition.LeakyRelu(0.2),
        new LayerDefinition.Elu(1.5),
        new LayerDefinition.Selu(),
        new LayerDefinition.Gelu(),
        new LayerDefinition.Silu(),
        new LayerDefinition.Softplus(),
        new LayerDefinition.Softmax(),
        new LayerDefinition.Dropout(0.5),
        new LayerDefinition.BatchNorm(),
        new LayerDefinition.LayerNorm(),
        new LayerDefinition.Linear(3L, false, InitializerDefinition.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerGivesTheSameValues(LayerDefinition layer) throws OrtException {
    assertSameValues(
        layer instanceof LayerDefinition.Softmax
            ? Samples.model(
                Samples.COLUMNS, Samples.VALUES, List.of(Samples.linear(2)), List.of(layer))
            : Samples.model(
                Samples.COLUMNS,
                Samples.VALUES,
                List.of(layer, new LayerDefinition.Tanh(), Samples.linear(2)),
                List.of()));
  }

  @Test
  void severalLabelsGetTheSameProbabilities() throws OrtException {
    assertSameProbabilities(
        Samples.model(Samples.COLUMNS, Samples.LABELS, List.of(new LayerDefinition.Relu())));
  }

  @Test
  void twoLabelsOfOneOutputGetTheSameProbabilities() throws OrtException {
    assertSameProbabilities(
        Samples.model(Samples.COLUMNS, Samples.TWO_LABELS, List.of(new LayerDefinition.Relu())));
  }

  @Test
  void aColumnAloneWorks() throws OrtException {
    for (ModelInput column : Samples.COLUMNS) {
      assertSameValues(
          Samples.model(List.of(column), Samples.VALUES, List.of(new LayerDefinition.Tanh())));
    }
  }

  @Test
  void aColumnNamedAsAnOutputGetsAnotherName() throws OrtException {
    TrainedModel model = Samples.model(Samples.COLUMNS, Samples.VALUES, List.of());
    try (OnnxSession session = new OnnxSession(OnnxFile.of(Samples.version(1), model))) {
      assertThat(session.inputs())
          .containsExactly("age", "size of 'x'", "value_input", "color", "empty", "v0", "pixels");
    }
  }

  @Test
  void writesTheSameBytesForTheSameModel() {
    TrainedModel model = Samples.model(Samples.COLUMNS, Samples.LABELS, List.of());

    assertThat(OnnxFile.of(Samples.version(1), model))
        .isEqualTo(OnnxFile.of(Samples.version(1), model))
        .isNotEqualTo(OnnxFile.of(Samples.version(2), model));
  }

  private static void assertSameValues(TrainedModel model) throws OrtException {
    float[][] rows = Samples.rows(model.description().inputs(), ROWS);
    float[][] values = (float[][]) named(run(model, rows), "value");
    Matrix outputs = Samples.outputs(model, rows);
    List<ModelOutput.Target> targets =
        ((ModelOutput.Regression) model.description().output()).targets();

    assertThat(values).hasNumberOfRows(ROWS);
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < targets.size(); i++) {
        double expected = outputs.get(row, i) * targets.get(i).deviation() + targets.get(i).mean();
        assertThat((double) values[row][i]).isCloseTo(expected, within(TOLERANCE));
      }
    }
  }

  private static void assertSameProbabilities(TrainedModel model) throws OrtException {
    float[][] rows = Samples.rows(model.description().inputs(), ROWS);
    Map<String, Object> result = run(model, rows);
    float[][] probabilities = (float[][]) named(result, "probabilities");
    String[] labels = (String[]) named(result, "label");
    Matrix outputs = Samples.outputs(model, rows);
    ModelOutput.Classification output = (ModelOutput.Classification) model.description().output();

    assertThat(labels).hasSize(ROWS);
    for (int row = 0; row < ROWS; row++) {
      float[] expected =
          switch (output.head()) {
            case SOFTMAX -> Probabilities.softmax(outputs, row);
            case SIGMOID -> {
              float second = Probabilities.sigmoid(outputs.get(row, 0));
              yield new float[] {1 - second, second};
            }
          };
      assertThat(probabilities[row]).containsExactly(expected, within((float) TOLERANCE));
      assertThat(labels[row]).isEqualTo(output.labels().get(largest(expected)));
    }
  }

  private static Object named(Map<String, Object> outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  private static Map<String, Object> run(TrainedModel model, float[][] rows) throws OrtException {
    try (OnnxSession session = new OnnxSession(OnnxFile.of(Samples.version(1), model))) {
      return session.run(model.description().inputs(), rows);
    }
  }
}
