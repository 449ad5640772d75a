package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.testing.Doubles;

/**
 * The gradient of large weights, which is computed from packed copies of the operands, and of
 * weights whose last columns are computed apart, has the bits of one product of the operands
 * themselves.
 */
class WeightGradientTests {

  private static final int ROWS = 13;

  @ParameterizedTest
  @CsvSource({
    "300, 270",
    "257, 128",
    "128, 257",
    "784, 130",
    "320, 512",
    "600, 10",
    "10, 600",
    "784, 50",
    "50, 3",
    "16, 22",
    "15, 17",
    "300, 300"
  })
  void isTheProductOfInputAndOutputGradient(int inputs, int units) {
    TrainingPass pass = passed(inputs, units, ROWS);
    TrainedParameter weight = pass.parameters().getFirst();
    weight.computeGradient(ROWS, 0, inputs);
    assertThat(bits(weight.gradient())).isEqualTo(bits(product(pass, inputs, units)));
  }

  @ParameterizedTest
  @CsvSource({"300, 270", "784, 50", "90, 3", "300, 262"})
  void mayBeComputedInPiecesOfRowsAndOfTheMinibatch(int inputs, int units) {
    TrainingPass pass = passed(inputs, units, ROWS);
    TrainedParameter weight = pass.parameters().getFirst();
    for (int from = 0; from < inputs; from += 37) {
      int to = Math.min(inputs, from + 37);
      weight.computeGradient(0, from, to);
      weight.addGradient(ROWS, from, to);
    }
    assertThat(bits(weight.gradient())).isEqualTo(bits(product(pass, inputs, units)));
  }

  private static TrainingPass passed(int inputs, int units, int rows) {
    LayerSpec linear =
        new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
    Network network = Network.create(new NetworkSpec(inputs, List.of(linear)), 3);
    TrainingPass pass = new TrainingPass(network, rows, new RandomKey(1));
    pass.inputs().setAll(Doubles.random(rows, inputs, 1, 1));
    pass.run(rows, () -> pass.outputGradient().setAll(Doubles.random(rows, units, 1, 2)));
    return pass;
  }

  private static Matrix product(TrainingPass pass, int inputs, int units) {
    Matrix x = pass.inputs();
    Matrix dy = pass.outputGradient();
    Matrix product = Matrix.zeros(inputs, units);
    Kernels.multiplyTransposed(
        x.data(),
        x.index(0, 0),
        x.stride(),
        dy.data(),
        dy.index(0, 0),
        dy.stride(),
        product.data(),
        product.index(0, 0),
        product.stride(),
        inputs,
        ROWS,
        units);
    return product;
  }

  private static int[][] bits(Matrix matrix) {
    int[][] bits = new int[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        bits[row][column] = Float.floatToRawIntBits(matrix.get(row, column));
      }
    }
    return bits;
  }
}
