package org.trainyard.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trainyard.engine.testing.Doubles.assertClose;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.testing.ReferenceNetwork.Mode;

/**
 * What every layer keeps: it computes its formula, its gradients are the slopes of the formula, and
 * prediction differs from training only where it says so.
 *
 * <p>The layer under test is the second of two. The first is linear, without bias, and is fed with
 * the unit matrix: so its weights are the inputs of the layer, element for element, and their
 * gradient is the gradient of those inputs. Gradients are those of the sum of the outputs times
 * given random numbers.
 */
public final class LayerContract {

  /** Of float32 against float64, relative to the largest magnitude: about twenty roundings. */
  private static final double BOUND = 1.2e-6;

  private static final int LAYER = 1;
  private static final RandomKey KEY = new RandomKey(5);

  private final LayerSpec layer;
  private final Network network;
  private final int rows;
  private final int outputSize;
  private final Matrix unit;
  private final Matrix factors;

  /**
   * A layer with random parameters and inputs.
   *
   * @param deviation of the inputs
   */
  public LayerContract(LayerSpec layer, int rows, int inputSize, double deviation) {
    this.layer = layer;
    this.rows = rows;
    LayerSpec inputs =
        new LayerSpec.Linear(inputSize, LayerSpec.Bias.WITHOUT_BIAS, Initializer.zeros());
    this.network = Network.create(new NetworkSpec(rows, List.of(inputs, layer)), 3);
    this.outputSize = network.spec().outputSize();
    for (Parameter parameter : network.parameters()) {
      Matrix value = parameter.value();
      value.setAll(Doubles.random(value.rows(), value.columns(), 1, parameter.name().hashCode()));
    }
    inputs().setAll(Doubles.random(rows, inputSize, deviation, 17));
    this.unit = Matrix.zeros(rows, rows);
    for (int row = 0; row < rows; row++) {
      unit.set(row, row, 1);
    }
    this.factors = Doubles.random(rows, outputSize, 1, 19);
  }

  private Matrix inputs() {
    return network.parameters().getFirst().value();
  }

  /** The shape of the outputs and the names of the parameters are PyTorch's. */
  public void requireShapes() {
    List<String> own =
        network.state().stream()
            .map(Parameter::name)
            .filter(name -> name.startsWith("1."))
            .toList();
    switch (layer) {
      case LayerSpec.Linear(int units, LayerSpec.Bias bias, _) -> {
        assertThat(outputSize).isEqualTo(units);
        assertThat(own)
            .containsExactlyElementsOf(
                switch (bias) {
                  case WITH_BIAS -> List.of("1.weight", "1.bias");
                  case WITHOUT_BIAS -> List.of("1.weight");
                });
      }
      case LayerSpec.BatchNorm _ ->
          assertThat(own).containsExactly("1.weight", "1.bias", "1.running_mean", "1.running_var");
      case LayerSpec.LayerNorm _ -> assertThat(own).containsExactly("1.weight", "1.bias");
      case LayerSpec.Sigmoid _,
          LayerSpec.Tanh _,
          LayerSpec.Relu _,
          LayerSpec.LeakyRelu _,
          LayerSpec.Elu _,
          LayerSpec.Selu _,
          LayerSpec.Gelu _,
          LayerSpec.Silu _,
          LayerSpec.Softplus _,
          LayerSpec.Softmax _,
          LayerSpec.Dropout _ ->
          assertThat(own).isEmpty();
    }
    Matrix outputs = network.predict(unit);
    assertThat(outputs.rows()).isEqualTo(rows);
    assertThat(outputs.columns()).isEqualTo(outputSize);
  }

  /** Training and prediction give what the formula says for each of them. */
  public void requireFormula() {
    ReferenceNetwork reference = reference();
    double[][] trained = reference.outputs(Doubles.of(unit), Mode.TRAINING);
    double[][] predicted = reference.outputs(Doubles.of(unit), Mode.PREDICTION);
    assertClose(
        "outputs in prediction",
        network.predict(unit),
        predicted,
        BOUND * Math.max(1e-3, Doubles.largest(predicted)));
    assertClose(
        "outputs in training",
        run().outputs().view(0, rows),
        trained,
        BOUND * Math.max(1e-3, Doubles.largest(trained)));
  }

  /** The gradients of inputs and parameters are the slopes of the formula. */
  public void requireGradients() {
    ReferenceNetwork reference = reference();
    TrainingPass pass = run();
    List<double[][]> slopes = new ArrayList<>();
    for (TrainedParameter parameter : pass.parameters()) {
      double[][] variables = reference.value(parameter.parameter().name());
      slopes.add(CentralDifferences.gradient(variables, () -> weightedSum(reference)));
    }
    double largest = slopes.stream().mapToDouble(Doubles::largest).max().orElseThrow();
    for (int i = 0; i < slopes.size(); i++) {
      TrainedParameter parameter = pass.parameters().get(i);
      String what = "gradient of " + parameter.parameter().name();
      assertClose(what, parameter.gradient(), slopes.get(i), BOUND * largest);
    }
  }

  private double weightedSum(ReferenceNetwork reference) {
    double[][] outputs = reference.outputs(Doubles.of(unit), Mode.TRAINING);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < outputSize; column++) {
        sum += outputs[row][column] * factors.get(row, column);
      }
    }
    return sum;
  }

  private TrainingPass run() {
    TrainingPass pass = new TrainingPass(network, rows, KEY);
    pass.begin(1, 0);
    pass.inputs().setAll(unit);
    pass.run(rows, () -> pass.outputGradient().setAll(factors));
    return pass;
  }

  private ReferenceNetwork reference() {
    ReferenceNetwork reference = new ReferenceNetwork(network);
    if (layer instanceof LayerSpec.Dropout) {
      reference.setMask(LAYER, mask());
    }
    return reference;
  }

  /** What dropout multiplies by in this step: its outputs for inputs of 1. */
  private double[][] mask() {
    Matrix original = Matrix.zeros(inputs().rows(), inputs().columns());
    original.setAll(inputs());
    for (int row = 0; row < inputs().rows(); row++) {
      for (int column = 0; column < inputs().columns(); column++) {
        inputs().set(row, column, 1);
      }
    }
    double[][] mask = Doubles.of(run().outputs().view(0, rows));
    inputs().setAll(original);
    return mask;
  }
}
