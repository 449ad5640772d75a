package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;
import org.trainyard.engine.testing.Doubles;

/**
 * The products of a linear layer have the bits of sums of fused multiply-adds in ascending order,
 * on matrices as they are and on packed ones, in one piece and in several.
 */
class LinearProductsTests {

  private static final int MAX_ROWS = 13;

  enum Kind {
    ROW_MAJOR,
    PACKED
  }

  record Case(Kind kind, int inputs, int units, int rows, int piece) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    int[][] shapes = {{1, 1}, {3, 50}, {6, 64}, {7, 65}, {64, 64}, {70, 17}, {130, 70}, {257, 30}};
    for (Kind kind : Kind.values()) {
      for (int[] shape : shapes) {
        cases.add(new Case(kind, shape[0], shape[1], MAX_ROWS, MAX_ROWS));
        cases.add(new Case(kind, shape[0], shape[1], 11, 5));
      }
    }
    cases.add(new Case(Kind.PACKED, 600, 520, 12, 7)); // chains in several pieces
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areSumsInAscendingOrder(Case c) {
    Layers layer = new Layers(c);
    inPieces(c.rows, c.piece, layer.products::forward);
    inPieces(c.rows, c.piece, layer.products::backward);
    inPieces(c.inputs, 37, (from, to) -> layer.products.computeWeightGradient(c.rows, from, to));
    layer.assertProducts(c.rows);

    layer.linear.weight().setAll(Doubles.random(c.inputs, c.units, 1, 9));
    inPieces(c.inputs, 37, layer.products::weightsChanged);
    inPieces(c.rows, c.piece, layer.products::forward);
    inPieces(c.rows, c.piece, layer.products::backward);
    layer.assertProducts(c.rows);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsGoOnOverFurtherRows(Case c) {
    Layers layer = new Layers(c);
    layer.products.forward(0, c.rows);
    layer.products.backward(0, c.rows);
    layer.products.computeWeightGradient(c.rows, 0, c.inputs);
    layer.products.addWeightGradient(c.rows, 0, c.inputs);
    Matrix x = layer.input;
    Matrix dy = layer.outputGradient;
    for (int i = 0; i < c.inputs; i++) {
      for (int j = 0; j < c.units; j++) {
        float sum = 0;
        for (int row = 0; row < 2 * c.rows; row++) {
          sum = Math.fma(x.get(row % c.rows, i), dy.get(row % c.rows, j), sum);
        }
        assertThat(layer.products.weightGradient().get(i, j)).as("%d, %d", i, j).isEqualTo(sum);
      }
    }
  }

  @FunctionalInterface
  private interface Piece {
    void run(int from, int to);
  }

  private static void inPieces(int count, int size, Piece piece) {
    for (int from = 0; from < count; from += size) {
      piece.run(from, Math.min(count, from + size));
    }
  }

  /** A layer, its operands and its products. */
  private static final class Layers {

    final Linear linear;
    final Matrix input;
    final Matrix inputGradient;
    final Matrix output;
    final Matrix outputGradient;
    final LinearProducts products;

    Layers(Case c) {
      Slab memory = Slab.expecting(1 << 20);
      LayerSpec.Linear spec =
          new LayerSpec.Linear(c.units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
      linear = new Linear(spec, c.inputs, 0, memory);
      linear.draw(new RandomKey(1));
      linear.bias().setAll(Doubles.random(1, c.units, 1, 2));
      input = random(MAX_ROWS, c.inputs, 3, memory);
      outputGradient = random(MAX_ROWS, c.units, 4, memory);
      output = memory.zeros(MAX_ROWS, c.units);
      inputGradient = memory.zeros(MAX_ROWS, c.inputs);
      LayerRun.Place place =
          new LayerRun.Place(
              input,
              LayerRun.OutputUse.READ_AGAIN,
              Optional.of(inputGradient),
              MAX_ROWS,
              memory,
              new StepClock(),
              new RandomKey(5));
      products =
          switch (c.kind) {
            case ROW_MAJOR -> new RowMajorProducts(linear, place, output, outputGradient);
            case PACKED -> new PackedProducts(linear, place, output, outputGradient);
          };
    }

    private static Matrix random(int rows, int columns, long seed, Slab memory) {
      Matrix matrix = memory.zeros(rows, columns);
      matrix.setAll(Doubles.random(rows, columns, 1, seed));
      return matrix;
    }

    void assertProducts(int rows) {
      Matrix w = linear.weight();
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < w.columns(); j++) {
          float sum = linear.bias().get(0, j);
          for (int i = 0; i < w.rows(); i++) {
            sum = Math.fma(input.get(row, i), w.get(i, j), sum);
          }
          assertThat(output.get(row, j)).as("Y %d, %d", row, j).isEqualTo(sum);
        }
        for (int i = 0; i < w.rows(); i++) {
          float sum = 0;
          for (int j = 0; j < w.columns(); j++) {
            sum = Math.fma(outputGradient.get(row, j), w.get(i, j), sum);
          }
          assertThat(inputGradient.get(row, i)).as("dX %d, %d", row, i).isEqualTo(sum);
        }
      }
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          float sum = 0;
          for (int row = 0; row < rows; row++) {
            sum = Math.fma(input.get(row, i), outputGradient.get(row, j), sum);
          }
          assertThat(products.weightGradient().get(i, j)).as("dW %d, %d", i, j).isEqualTo(sum);
        }
      }
    }
  }
}
