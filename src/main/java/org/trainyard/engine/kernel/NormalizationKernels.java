package org.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * The arithmetic of normalization layers, dropout and softmax.
 *
 * <p>Plain loops over rows of plain additions and multiplications, which Java rounds alike
 * everywhere, so that there is one implementation and no twin to compare. Sums over rows run over
 * all columns side by side, in ascending order of the rows. Arguments are named as in {@link
 * Kernels}. Nothing is allocated.
 */
public final class NormalizationKernels {

  private NormalizationKernels() {}

  /**
   * The mean of each of the columns {@code [from, to)} over {@code m} rows.
   *
   * @param mean written at the columns' own indices
   */
  public static void columnMeans(
      float[] x, int x0, int ldx, float[] mean, int m, int from, int to) {
    Arrays.fill(mean, from, to, 0f);
    for (int i = 0; i < m; i++) {
      int row = x0 + i * ldx;
      for (int j = from; j < to; j++) {
        mean[j] += x[row + j];
      }
    }
    for (int j = from; j < to; j++) {
      mean[j] /= m;
    }
  }

  /** The mean of the squared distances from {@code mean}, as {@link #columnMeans}. */
  public static void columnVariances(
      float[] x, int x0, int ldx, float[] mean, float[] variance, int m, int from, int to) {
    Arrays.fill(variance, from, to, 0f);
    for (int i = 0; i < m; i++) {
      int row = x0 + i * ldx;
      for (int j = from; j < to; j++) {
        float distance = x[row + j] - mean[j];
        variance[j] += distance * distance;
      }
    }
    for (int j = from; j < to; j++) {
      variance[j] /= m;
    }
  }

  /** {@code normalized = (x - shift) * scale} for the columns {@code [from, to)} of a row. */
  public static void normalize(
      float[] x,
      int x0,
      float[] shift,
      float[] scale,
      float[] normalized,
      int n0,
      int from,
      int to) {
    for (int j = from; j < to; j++) {
      normalized[n0 + j] = (x[x0 + j] - shift[j]) * scale[j];
    }
  }

  /** {@code y = x * gamma + beta} for the columns {@code [from, to)} of a row. */
  public static void affine(
      float[] x, int x0, float[] gamma, float[] beta, float[] y, int y0, int from, int to) {
    for (int j = from; j < to; j++) {
      y[y0 + j] = x[x0 + j] * gamma[j] + beta[j];
    }
  }

  /**
   * {@code sums[j] = sum over the rows of a[i][j] * b[i][j]} for the columns {@code [from, to)}.
   */
  public static void columnProducts(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] sums,
      int m,
      int from,
      int to) {
    Arrays.fill(sums, from, to, 0f);
    addColumnProducts(a, a0, lda, b, b0, ldb, sums, m, from, to);
  }

  /** As {@link #columnProducts}, added to what {@code sums} holds. */
  public static void addColumnProducts(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] sums,
      int m,
      int from,
      int to) {
    for (int i = 0; i < m; i++) {
      int rowA = a0 + i * lda;
      int rowB = b0 + i * ldb;
      for (int j = from; j < to; j++) {
        sums[j] += a[rowA + j] * b[rowB + j];
      }
    }
  }

  /**
   * The gradient of batch normalization for the columns {@code [from, to)} of a row: {@code dx =
   * gamma * scale * (dy - sum(dy) / m - normalized * sum(dy * normalized) / m)}.
   *
   * @param sums of {@code dy} over the rows
   * @param products of {@code dy} and the normalized values, summed over the rows
   */
  public static void batchNormGradient(
      float[] dy,
      int dy0,
      float[] normalized,
      int n0,
      float[] gamma,
      float[] scale,
      float[] sums,
      float[] products,
      float[] dx,
      int dx0,
      int m,
      int from,
      int to) {
    for (int j = from; j < to; j++) {
      float centred = dy[dy0 + j] - sums[j] / m - normalized[n0 + j] * (products[j] / m);
      dx[dx0 + j] = gamma[j] * scale[j] * centred;
    }
  }

  /**
   * Normalizes one row over its {@code n} columns: {@code (x - mean) / sqrt(variance + epsilon)}.
   *
   * @return {@code 1 / sqrt(variance + epsilon)}
   */
  public static float normalizeRow(
      float[] x, int x0, float[] normalized, int n0, int n, double epsilon) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += x[x0 + j];
    }
    float mean = (float) (sum / n);
    double squares = 0;
    for (int j = 0; j < n; j++) {
      double distance = x[x0 + j] - mean;
      squares += distance * distance;
    }
    float scale = (float) (1 / Math.sqrt(squares / n + epsilon));
    for (int j = 0; j < n; j++) {
      normalized[n0 + j] = (x[x0 + j] - mean) * scale;
    }
    return scale;
  }

  /**
   * The gradient of layer normalization for one row, with {@code d = dy * gamma}: {@code dx = scale
   * * (d - mean(d) - normalized * mean(d * normalized))}.
   *
   * @param dx may be {@code dy}
   */
  public static void layerNormGradient(
      float[] dy,
      int dy0,
      float[] normalized,
      int n0,
      float[] gamma,
      float scale,
      float[] dx,
      int dx0,
      int n) {
    double sum = 0;
    double products = 0;
    for (int j = 0; j < n; j++) {
      double slope = dy[dy0 + j] * gamma[j];
      sum += slope;
      products += slope * normalized[n0 + j];
    }
    float mean = (float) (sum / n);
    float product = (float) (products / n);
    for (int j = 0; j < n; j++) {
      float slope = dy[dy0 + j] * gamma[j];
      dx[dx0 + j] = scale * (slope - mean - normalized[n0 + j] * product);
    }
  }

  /** {@code y = x * mask} for one row; {@code y} may be {@code x}. */
  public static void multiply(
      float[] x, int x0, float[] mask, int mask0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j++) {
      y[y0 + j] = x[x0 + j] * mask[mask0 + j];
    }
  }

  /** The gradient of softmax for one row: {@code dx = y * (dy - sum(dy * y))}. */
  public static void softmaxGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    double products = 0;
    for (int j = 0; j < n; j++) {
      products += (double) dy[dy0 + j] * y[y0 + j];
    }
    float product = (float) products;
    for (int j = 0; j < n; j++) {
      dx[dx0 + j] = y[y0 + j] * (dy[dy0 + j] - product);
    }
  }
}
