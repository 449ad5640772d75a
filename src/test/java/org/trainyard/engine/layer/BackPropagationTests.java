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
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** Gradients against central differences, and one case by hand. */
class BackPropagationTests {

  private static final float STEP = 1f / 256; // exact in float

  static Stream<Arguments> networks() {
    List<LayerSpec> activations =
        List.of(
            new LayerSpec.Sigmoid(),
            new LayerSpec.Tanh(),
            new LayerSpec.Relu(),
            new LayerSpec.LeakyRelu(0.01),
            new LayerSpec.Elu(1),
            new LayerSpec.Selu(),
            new LayerSpec.Gelu(),
            new LayerSpec.Silu(),
            new LayerSpec.Softplus(),
            new LayerSpec.LayerNorm());
    List<Loss> losses =
        List.of(
            Loss.crossEntropy(),
            new CrossEntropy(List.of(0.5, 2.0), 0.1),
            new ElementwiseLoss.BinaryCrossEntropy(),
            new ElementwiseLoss.MeanSquaredError(),
            new ElementwiseLoss.MeanAbsoluteError(),
            new ElementwiseLoss.Huber(0.3));
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
        loss instanceof CrossEntropy
            ? Matrix.of(4, 1, 0, 1, 1, 0)
            : loss instanceof ElementwiseLoss.MeanAbsoluteError
                ? Matrix.of(4, 2, -2, 3, 3, -2, 3, 3, -2, -2) // far from the kinks of the loss
                : Matrix.of(4, 2, 0, 1, 1, 0, 1, 1, 0, 0);
    TrainingPass pass = new TrainingPass(network, 4, new RandomKey(1));
    pass.inputs().setAll(x);
    pass.run(4, () -> loss.evaluate(pass.outputs(), y, pass.outputGradient()));
    double difference = 0;
    double sum = 1e-12;
    for (int i = 0; i < network.parameters().size(); i++) {
      Parameter parameter = network.parameters().get(i);
      for (int row = 0; row < parameter.value().rows(); row++) {
        for (int column = 0; column < parameter.value().columns(); column++) {
          double slope = slope(network, loss, x, y, parameter.value(), row, column);
          double gradient = pass.parameters().get(i).gradient().get(row, column);
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
    TrainingPass pass = new TrainingPass(network, 1, new RandomKey(1));
    pass.inputs().set(0, 0, 2f);
    double[] value = new double[1];
    Loss loss = new ElementwiseLoss.MeanSquaredError();
    pass.run(
        1,
        () -> value[0] = loss.evaluate(pass.outputs(), Matrix.of(1, 1, 1f), pass.outputGradient()));
    assertThat(value[0]).isCloseTo(8.41, Offset.offset(1e-5));
    float[] gradients = new float[4];
    for (int i = 0; i < 4; i++) {
      gradients[i] = pass.parameters().get(i).gradient().get(0, 0);
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
