package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.trainyard.engine.testing.CentralDifferences;
import org.trainyard.engine.testing.Doubles;
import org.trainyard.engine.testing.ReferenceLoss;
import org.trainyard.engine.testing.ReferenceNetwork;

/**
 * The gradients of whole networks against central differences of their formulas in float64, with
 * every loss, and one case by hand.
 */
class BackPropagationTests {

  private static final int ROWS = 6;
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 3;

  /** Of float32 against float64, relative to the largest gradient; normalizations magnify it. */
  private static final double BOUND = 1e-5;

  static Stream<Arguments> networks() {
    List<List<LayerSpec>> networks =
        List.of(
            List.of(linear(OUTPUTS)),
            List.of(linear(5), new LayerSpec.Tanh(), linear(OUTPUTS)),
            List.of(
                linear(5),
                new LayerSpec.LayerNorm(),
                new LayerSpec.Gelu(),
                linear(4),
                new LayerSpec.Softplus(),
                linear(7),
                new LayerSpec.Silu(),
                linear(OUTPUTS)),
            List.of(
                linear(17),
                new LayerSpec.BatchNorm(),
                new LayerSpec.Selu(),
                linear(9),
                new LayerSpec.Sigmoid(),
                new LayerSpec.Linear(5, LayerSpec.Bias.WITHOUT_BIAS, new Initializer.Default()),
                new LayerSpec.Elu(0.5),
                linear(OUTPUTS)));
    List<Loss> losses =
        List.of(
            Loss.crossEntropy(),
            new CrossEntropy(List.of(0.5, 2.0, 1.0), 0.1),
            new ElementwiseLoss.BinaryCrossEntropy(),
            new ElementwiseLoss.MeanSquaredError(),
            new ElementwiseLoss.MeanAbsoluteError(),
            new ElementwiseLoss.Huber(0.3));
    return networks.stream()
        .flatMap(layers -> losses.stream().map(loss -> Arguments.of(layers, loss)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreTheSlopesOfTheLoss(List<LayerSpec> layers, Loss loss) {
    Network network = Network.create(new NetworkSpec(INPUTS, layers), 11);
    Matrix x = Doubles.random(ROWS, INPUTS, 1, 1);
    Matrix t =
        loss instanceof CrossEntropy
            ? Matrix.of(ROWS, 1, 0, 1, 2, 2, 1, 0)
            : Doubles.random(ROWS, OUTPUTS, 0.3, 2);
    TrainingPass pass = new TrainingPass(network, ROWS, new RandomKey(1));
    pass.inputs().setAll(x);
    ReferenceNetwork reference = new ReferenceNetwork(network);
    pass.run(ROWS, () -> loss.evaluate(pass.outputs(), t, pass.outputGradient()));
    List<double[][]> slopes = new ArrayList<>();
    for (TrainedParameter parameter : pass.parameters()) {
      double[][] variables = reference.value(parameter.parameter().name());
      slopes.add(
          CentralDifferences.gradient(
              variables,
              () ->
                  ReferenceLoss.of(
                      loss,
                      reference.outputs(Doubles.of(x), ReferenceNetwork.Mode.TRAINING),
                      Doubles.of(t))));
    }
    double largest = slopes.stream().mapToDouble(Doubles::largest).max().orElseThrow();
    for (int i = 0; i < slopes.size(); i++) {
      TrainedParameter parameter = pass.parameters().get(i);
      String what = "gradient of " + parameter.parameter().name();
      Doubles.assertClose(what, parameter.gradient(), slopes.get(i), BOUND * largest);
    }
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

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.Default());
  }
}
