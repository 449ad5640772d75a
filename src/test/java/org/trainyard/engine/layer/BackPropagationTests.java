package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** Gradients against central differences, and one case by hand. */
class BackPropagationTests {

  private static final float STEP = 1f / 256; // exact in float

  static Stream<Arguments> networks() {
    List<LayerSpec> activations =
        List.of(new LayerSpec.Sigmoid(), new LayerSpec.Tanh(), new LayerSpec.Relu());
    List<Loss> losses =
        List.of(
            new Loss.CrossEntropy(), new Loss.BinaryCrossEntropy(), new Loss.MeanSquaredError());
    return activations.stream()
        .flatMap(activation -> losses.stream().map(loss -> Arguments.of(activation, loss)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreTheSlopesOfTheLoss(LayerSpec activation, Loss loss) {
    Network network =
        Network.create(
            new NetworkSpec(3, List.of(linear(5), activation, linear(4), activation, linear(2))),
            11);
    Matrix x =
        Matrix.of(4, 3, 0.3f, -0.8f, 1.2f, -0.4f, 0.9f, 0.1f, 1.5f, 0.2f, -0.7f, -1f, -0.3f, 0.6f);
    Matrix y =
        loss instanceof Loss.CrossEntropy
            ? Matrix.of(4, 1, 0, 1, 1, 0)
            : Matrix.of(4, 2, 0, 1, 1, 0, 1, 1, 0, 0);
    NetworkRun run = NetworkRun.forTraining(network, 4);
    loss.evaluate(run.forward(x), y, run.outputGradient());
    run.backward();
    double difference = 0;
    double sum = 1e-12;
    for (int i = 0; i < network.parameters().size(); i++) {
      Parameter parameter = network.parameters().get(i);
      for (int row = 0; row < parameter.value().rows(); row++) {
        for (int column = 0; column < parameter.value().columns(); column++) {
          double slope = slope(network, loss, x, y, parameter.value(), row, column);
          double gradient = run.gradients().get(i).get(row, column);
          difference += (slope - gradient) * (slope - gradient);
          sum += slope * slope + gradient * gradient;
        }
      }
    }
    assertThat(Math.sqrt(difference / sum)).isLessThan(1e-2);
  }

  /** One sample through 1-1-1: z = 0.5 x 2 + 0.1 = 1.1, relu 1.1, y = -2 x 1.1 + 0.3 = -1.9. */
  @Test
  void agreesWithACaseByHand() {
    Network network =
        Network.create(new NetworkSpec(1, List.of(linear(1), new LayerSpec.Relu(), linear(1))), 1);
    network.setWeights(new float[] {0.5f, 0.1f, -2f, 0.3f});
    NetworkRun run = NetworkRun.forTraining(network, 1);
    Loss loss = new Loss.MeanSquaredError();
    double value =
        loss.evaluate(run.forward(Matrix.of(1, 1, 2f)), Matrix.of(1, 1, 1f), run.outputGradient());
    run.backward();
    assertThat(value).isCloseTo(8.41, Offset.offset(1e-5));
    float[] gradients = new float[4];
    for (int i = 0; i < 4; i++) {
      gradients[i] = run.gradients().get(i).get(0, 0);
    }
    // dL/dy = 2 (-1.9 - 1) = -5.8; dL/dw2 = -5.8 x 1.1; dL/dz = -5.8 x -2 = 11.6; dL/dw1 = 11.6 x 2
    assertThat(gradients)
        .containsExactly(new float[] {23.2f, 11.6f, -6.38f, -5.8f}, Offset.offset(1e-4f));
  }

  private static double slope(
      Network network, Loss loss, Matrix x, Matrix y, Matrix value, int row, int column) {
    float original = value.get(row, column);
    value.set(row, column, original + STEP);
    double above = loss.evaluate(network.predict(x), y, Matrix.zeros(4, 2));
    value.set(row, column, original - STEP);
    double below = loss.evaluate(network.predict(x), y, Matrix.zeros(4, 2));
    value.set(row, column, original);
    return (above - below) / (2 * STEP);
  }

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.Default());
  }
}
