package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Floats.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Products and column sums: the SIMD kernels give the bits of the scalar ones on every shape, from
 * every offset, with numbers of every kind, and write nothing beyond the padding of their rows.
 */
class ProductTwinsTests {

  private static final KernelProvider SCALAR_KERNELS = new ScalarKernels("the definition");
  private static final ProductProvider SCALAR = SCALAR_KERNELS.products();

  /**
   * Elements before the first one of each matrix; each is different, and none is a whole vector.
   */
  private static final int A0 = 5;

  private static final int B0 = 3;
  private static final int C0 = 7;
  private static final int INIT0 = 1;

  private final KernelProvider simdKernels = Floats.simd();
  private final ProductProvider simd = simdKernels.products();

  enum Values {
    NORMAL,
    MIXED;

    float[] of(int length, long seed) {
      return switch (this) {
        case NORMAL -> Floats.normal(length, seed);
        case MIXED -> Floats.mixed(length, seed);
      };
    }
  }

  private record Shape(int m, int k, int n) {

    /** A stride for rows of n columns, larger than it must be. */
    int stride() {
      return Kernels.padded(n) + Kernels.PADDING;
    }

    static List<Shape> all() {
      List<Shape> shapes = new ArrayList<>();
      for (int m : new int[] {0, 1, 2, 3, 7, 8, 10, 11, 12, 13}) {
        for (int k : new int[] {0, 1, 3, 17, 257, 521}) {
          Floats.sizes().forEach(n -> shapes.add(new Shape(m, k, n)));
        }
      }
      return shapes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsFromOneRowOfStartValues(Values values) {
    for (Shape shape : Shape.all()) {
      compareProducts(shape, values, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsFromAMatrixOfStartValues(Values values) {
    for (Shape shape : Shape.all()) {
      compareProducts(shape, values, shape.stride());
    }
  }

  private void compareProducts(Shape shape, Values values, int ldi) {
    int lda = shape.k + 3;
    int ld = shape.stride();
    float[] a = values.of(A0 + shape.m * lda, 1);
    float[] b = values.of(B0 + shape.k * ld, 2);
    float[] init = values.of(INIT0 + (shape.m + 1) * ld, 3);
    float[][] results = new float[2][];
    for (int i = 0; i < 2; i++) {
      float[] c = new float[C0 + (shape.m + 1) * ld];
      Arrays.fill(c, 42f);
      ProductProvider kernels = i == 0 ? SCALAR : simd;
      kernels.multiply(
          a, A0, lda, b, B0, ld, init, INIT0, ldi, c, C0, ld, shape.m, shape.k, shape.n);
      results[i] = c;
    }
    compare(shape, results);
  }

  @ParameterizedTest
  @EnumSource
  void productsAddedToWhatIsThere(Values values) {
    for (Shape shape : Shape.all()) {
      int lda = shape.k + 3;
      int ld = shape.stride();
      float[] a = values.of(A0 + shape.m * lda, 1);
      float[] b = values.of(B0 + shape.k * ld, 2);
      float[] expected = values.of(C0 + (shape.m + 1) * ld, 3);
      float[] actual = expected.clone();
      SCALAR.multiply(
          a, A0, lda, b, B0, ld, expected, C0, ld, expected, C0, ld, shape.m, shape.k, shape.n);
      simd.multiply(
          a, A0, lda, b, B0, ld, actual, C0, ld, actual, C0, ld, shape.m, shape.k, shape.n);
      for (int row = 0; row < shape.m; row++) {
        assertSameBits(actual, expected, C0 + row * ld, shape.n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void transposedProducts(Values values) {
    for (Shape shape : Shape.all()) {
      int lda = shape.m + 2;
      int ld = shape.stride();
      float[] a = values.of(A0 + shape.k * lda, 4);
      float[] b = values.of(B0 + shape.k * ld, 5);
      float[][] results = new float[2][];
      for (int i = 0; i < 2; i++) {
        float[] c = new float[C0 + (shape.m + 1) * ld];
        Arrays.fill(c, 42f);
        ProductProvider kernels = i == 0 ? SCALAR : simd;
        kernels.multiplyTransposed(a, A0, lda, b, B0, ld, c, C0, ld, shape.m, shape.k, shape.n);
        results[i] = c;
      }
      compare(shape, results);
    }
  }

  @ParameterizedTest
  @EnumSource
  void transposedProductsAddedToWhatIsThere(Values values) {
    for (Shape shape : Shape.all()) {
      int lda = shape.m + 2;
      int ld = shape.stride();
      float[] a = values.of(A0 + shape.k * lda, 4);
      float[] b = values.of(B0 + shape.k * ld, 5);
      float[] expected = values.of(C0 + (shape.m + 1) * ld, 6);
      float[] actual = expected.clone();
      SCALAR.addProductTransposed(
          a, A0, lda, b, B0, ld, expected, C0, ld, shape.m, shape.k, shape.n);
      simd.addProductTransposed(a, A0, lda, b, B0, ld, actual, C0, ld, shape.m, shape.k, shape.n);
      for (int row = 0; row < shape.m; row++) {
        assertSameBits(actual, expected, C0 + row * ld, shape.n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void packedProducts(Values values) {
    for (Shape shape : Shape.all()) {
      for (int row : new int[] {0, 4}) {
        comparePacked(shape, values, row);
      }
    }
  }

  /** From a row of A on, so that the first group may be a part of one. */
  private void comparePacked(Shape shape, Values values, int row) {
    int lda = shape.k * Packing.ROW_STEP + 3;
    int ldb = shape.k * Packing.COLUMNS + 2;
    int ld = shape.stride();
    int groups = Math.ceilDiv(row + shape.m, Packing.ROWS);
    float[] a = values.of(A0 + groups * lda, 1);
    float[] b = values.of(B0 + Math.ceilDiv(shape.n, Packing.COLUMNS) * ldb, 2);
    float[] init = values.of(INIT0 + (shape.m + 1) * ld, 3);
    for (int ldi : new int[] {0, ld}) {
      float[][] results = new float[2][];
      for (int i = 0; i < 2; i++) {
        float[] c = new float[C0 + (shape.m + 1) * ld];
        Arrays.fill(c, 42f);
        ProductProvider kernels = i == 0 ? SCALAR : simd;
        kernels.multiplyPacked(
            a, A0, lda, row, b, B0, ldb, init, INIT0, ldi, c, C0, ld, shape.m, shape.k, shape.n);
        results[i] = c;
      }
      compare(shape, results);
    }
  }

  @ParameterizedTest
  @EnumSource
  void groupsOfColumns(Values values) {
    for (int m : new int[] {0, 1, 3, 16}) {
      int ldx = 21;
      float[] x = values.of(A0 + m * ldx + Packing.ROW_STEP, 8);
      float[] expected = values.of(C0 + (m + 1) * Packing.ROW_STEP, 9);
      float[] actual = expected.clone();
      SCALAR.packColumns(x, A0, ldx, expected, C0, m);
      simd.packColumns(x, A0, ldx, actual, C0, m);
      for (int i = 0; i < m; i++) {
        assertSameBits(actual, expected, C0 + i * Packing.ROW_STEP, Packing.ROWS);
      }
      assertSameBits(actual, expected, 0, C0);
      assertSameBits(actual, expected, C0 + m * Packing.ROW_STEP, Packing.ROW_STEP);
    }
  }

  @ParameterizedTest
  @EnumSource
  void columnSums(Values values) {
    for (Shape shape : Shape.all()) {
      int ld = shape.stride();
      float[] a = values.of(A0 + shape.k * ld, 6);
      float[] expected = values.of(C0 + ld, 7);
      float[] actual = expected.clone();
      SCALAR_KERNELS.addColumnSums(a, A0, ld, expected, C0, shape.k, shape.n);
      simdKernels.addColumnSums(a, A0, ld, actual, C0, shape.k, shape.n);
      assertSameBits(actual, expected, C0, shape.n);
    }
  }

  private static void compare(Shape shape, float[][] results) {
    int ld = shape.stride();
    for (int row = 0; row < shape.m; row++) {
      int start = C0 + row * ld;
      assertSameBits(results[1], results[0], start, shape.n);
      int padding = start + Kernels.padded(shape.n);
      assertSameBits(results[1], results[0], padding, start + ld - padding);
    }
    assertSameBits(results[1], results[0], 0, C0);
    assertSameBits(results[1], results[0], C0 + shape.m * ld, ld);
  }
}
