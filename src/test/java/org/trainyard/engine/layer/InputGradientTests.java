package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;
import org.trainyard.engine.testing.Doubles;

/** The way back has the bits of one product with the transposed weights, however they are kept. */
class InputGradientTests {

  private static final int ROWS = 13;

  private final Slab memory = Slab.expecting(1 << 20);

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 50", "64, 64", "256, 30", "257, 30", "300, 270", "784, 17", "320, 512"})
  void isTheProductOfOutputGradientAndTransposedWeights(int inputs, int units) {
    Matrix weight = random(inputs, units, 1);
    Matrix outputGradient = random(ROWS, units, 2);
    Matrix gradient = memory.zeros(ROWS, inputs);
    InputGradient back = new InputGradient(gradient, weight, memory);
    back.compute(outputGradient, 0, ROWS);
    assertSame(gradient, outputGradient, weight);

    weight.setAll(Doubles.random(inputs, units, 1, 3));
    for (int from = 0; from < inputs; from += 37) {
      back.weightChanged(weight, from, Math.min(inputs, from + 37));
    }
    for (int from = 0; from < ROWS; from += 5) {
      back.compute(outputGradient, from, Math.min(ROWS, from + 5));
    }
    assertSame(gradient, outputGradient, weight);
  }

  private static void assertSame(Matrix gradient, Matrix outputGradient, Matrix weight) {
    for (int row = 0; row < gradient.rows(); row++) {
      for (int column = 0; column < gradient.columns(); column++) {
        float sum = 0;
        for (int unit = 0; unit < weight.columns(); unit++) {
          sum = Math.fma(outputGradient.get(row, unit), weight.get(column, unit), sum);
        }
        assertThat(gradient.get(row, column)).as("%d, %d", row, column).isEqualTo(sum);
      }
    }
  }

  private Matrix random(int rows, int columns, long seed) {
    Matrix matrix = memory.zeros(rows, columns);
    matrix.setAll(Doubles.random(rows, columns, 1, seed));
    return matrix;
  }
}
