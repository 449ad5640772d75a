package org.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * The arithmetic of the engine, on row-major float32 matrices.
 *
 * <p>A matrix is an array, the index of its first element and its stride, the distance between the
 * starts of two rows; the names are those of BLAS ({@code a, a0, lda}; {@code m, k, n}). Every row
 * that is an operand or a result over {@code n} columns must own {@link #padded padded(n)}
 * elements: kernels work on whole vectors, so they may read and overwrite the padding, whose values
 * never reach a result.
 *
 * <p>Vectors run over outputs, never over a sum: each output of a product is one chain of fused
 * multiply-adds in ascending order. That makes the bits independent of the vector width, of the
 * kernels that were chosen, of the rows beside, and of how work is divided between threads.
 *
 * <p>All methods are safe for use by several threads on disjoint results. Nothing is allocated.
 */
public final class Kernels {

  /** Rows are padded to a multiple of this many elements, the lanes of the widest vectors. */
  public static final int PADDING = 16;

  // Constants, so that the JIT compiler binds every call to the one implementation.
  private static final KernelProvider KERNELS = KernelSelection.choose();
  private static final ProductProvider PRODUCTS = KERNELS.products();

  private Kernels() {}

  /** Which kernels run here, and why. */
  public static KernelInfo info() {
    return KERNELS.info();
  }

  /**
   * Runs every product, and the scaling of rows, often enough that the JIT compiler compiles it.
   * Until then vectors are objects and a product is a thousand times slower, which a first training
   * would wait for.
   */
  public static void warmUp() {
    KernelWarmUp.run(KERNELS);
  }

  /** {@code n} rounded up to whole vectors. */
  public static int padded(int n) {
    return Math.addExact(n, PADDING - 1) & -PADDING;
  }

  /**
   * {@code C = A B + bias}, the forward step of a linear layer.
   *
   * @param a (m, k)
   * @param b (k, n)
   * @param bias (n), added to each row
   * @param c (m, n), written
   */
  public static void affine(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] bias,
      int bias0,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    requirePadded(n, ldb, ldc);
    PRODUCTS.multiply(a, a0, lda, b, b0, ldb, bias, bias0, 0, c, c0, ldc, m, k, n);
  }

  /**
   * {@code C = A^T B}, the gradient of the weights of a linear layer.
   *
   * @param a (k, m)
   * @param b (k, n)
   * @param c (m, n), written
   */
  public static void multiplyTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    requirePadded(n, ldb, ldc);
    PRODUCTS.multiplyTransposed(a, a0, lda, b, b0, ldb, c, c0, ldc, m, k, n);
  }

  /**
   * {@code C = C + A^T B}: goes on with the chains that {@link #multiplyTransposed} began, so that
   * a product over many rows has the same bits in one piece and in several.
   *
   * @param a (k, m)
   * @param b (k, n)
   * @param c (m, n), read and written
   */
  public static void addProductTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    requirePadded(n, ldb, ldc);
    PRODUCTS.addProductTransposed(a, a0, lda, b, b0, ldb, c, c0, ldc, m, k, n);
  }

  /**
   * {@code C = init + A B} for {@code m} rows of A and C, of operands that are packed as {@link
   * Packing} says.
   *
   * @param a groups of rows, which begin {@code lda} elements apart
   * @param row the first row of A that counts; {@code c0} is where its results go
   * @param b (k, n) as panels of columns, which begin {@code ldb} elements apart
   * @param init (m, n); a stride of 0 repeats one row. May be {@code c}: then chains go on
   * @param c (m, n), row-major, written
   */
  public static void multiplyPacked(
      float[] a,
      int a0,
      int lda,
      int row,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    requirePadded(n, ldc, ldi == 0 ? ldc : ldi);
    PRODUCTS.multiplyPacked(a, a0, lda, row, b, b0, ldb, init, i0, ldi, c, c0, ldc, m, k, n);
  }

  /**
   * Copies {@value Packing#ROWS} columns of X to a group of rows of the left operand {@code X^T};
   * see {@link Packing}.
   *
   * @param x (m, {@value Packing#ROW_STEP}), of which the first columns count
   * @param y a group, from the column on that the first row of X becomes; written, with anything
   *     between the rows of the group and the next column
   */
  public static void packColumns(float[] x, int x0, int ldx, float[] y, int y0, int m) {
    PRODUCTS.packColumns(x, x0, ldx, y, y0, m);
  }

  /**
   * The sum of each column, rows in ascending order.
   *
   * @param a (m, n)
   * @param sums (n), written
   */
  public static void columnSums(float[] a, int a0, int lda, float[] sums, int s0, int m, int n) {
    Arrays.fill(sums, s0, s0 + n, 0f);
    addColumnSums(a, a0, lda, sums, s0, m, n);
  }

  /**
   * Adds each column to what {@code sums} holds, rows in ascending order.
   *
   * @param a (m, n)
   * @param sums (n), read and written
   */
  public static void addColumnSums(float[] a, int a0, int lda, float[] sums, int s0, int m, int n) {
    requirePadded(n, lda, padded(n));
    KERNELS.addColumnSums(a, a0, lda, sums, s0, m, n);
  }

  /**
   * {@code B = A^T}.
   *
   * @param a (m, n)
   * @param b (n, m), written
   */
  public static void transpose(
      float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n) {
    KERNELS.transpose(a, a0, lda, b, b0, ldb, m, n);
  }

  /**
   * {@code Y = f(X)}, element by element.
   *
   * @param x (m, n)
   * @param y (m, n), written; may be {@code x} if the {@link Activation#gradientSource} of the
   *     function is its output, or if no gradient will be asked for
   */
  public static void activate(
      Activation f, float[] x, int x0, int ldx, float[] y, int y0, int ldy, int m, int n) {
    requirePadded(n, ldx, ldy);
    KERNELS.activate(f, x, x0, ldx, y, y0, ldy, m, n);
  }

  /**
   * {@code dX = dY * f'(X)}, element by element.
   *
   * <p>Only one of {@code x} and {@code y} counts, as {@link Activation#gradientSource} says; the
   * other may be any array of the same shape.
   *
   * @param x (m, n)
   * @param y (m, n), the values {@code f(X)}
   * @param dy (m, n), the gradient of {@code y}
   * @param dx (m, n), written; may be {@code dy}
   */
  public static void activationGradient(
      Activation f,
      float[] x,
      int x0,
      int ldx,
      float[] y,
      int y0,
      int ldy,
      float[] dy,
      int dy0,
      int lddy,
      float[] dx,
      int dx0,
      int lddx,
      int m,
      int n) {
    requirePadded(n, Math.min(ldx, ldy), Math.min(lddy, lddx));
    KERNELS.activationGradient(f, x, x0, ldx, y, y0, ldy, dy, dy0, lddy, dx, dx0, lddx, m, n);
  }

  /**
   * {@code y = exp(x) / sum(exp(x))} for one row, and the logarithm of the sum.
   *
   * <p>The largest input is subtracted first, so that nothing overflows; the sum runs over the
   * columns in ascending order.
   *
   * @param x (n), {@code n >= 1}
   * @param y (n), written; may be {@code x}
   * @return {@code log(sum(exp(x)))}
   */
  public static double softmax(float[] x, int x0, float[] y, int y0, int n) {
    float largest = x[x0];
    for (int j = 1; j < n; j++) {
      largest = Math.max(largest, x[x0 + j]);
    }
    KERNELS.shiftedExp(x, x0, largest, y, y0, n);
    float sum = 0f;
    for (int j = 0; j < n; j++) {
      sum += y[y0 + j];
    }
    for (int j = 0; j < n; j++) {
      y[y0 + j] /= sum;
    }
    return (double) Elementary.log(sum) + largest;
  }

  /**
   * {@code y = (x - shifts) * factors} for one row.
   *
   * @param x (n), needs no padding
   * @param shifts (n)
   * @param factors (n)
   * @param y (n), written; needs no padding, may be {@code x}
   * @return whether every element of {@code y} is finite; if not, one of {@code x} was not, or lies
   *     too far out
   */
  public static boolean standardize(
      float[] x, int x0, float[] shifts, float[] factors, float[] y, int y0, int n) {
    return KERNELS.standardize(x, x0, shifts, factors, y, y0, n);
  }

  private static void requirePadded(int n, int stride1, int stride2) {
    if (Math.min(stride1, stride2) < padded(n)) {
      throw new IllegalArgumentException(
          "a row of %d columns needs a stride of at least %d, got %d"
              .formatted(n, padded(n), Math.min(stride1, stride2)));
    }
  }
}
