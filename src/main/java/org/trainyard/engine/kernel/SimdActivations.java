package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.ScalarActivations.*;
import static org.trainyard.engine.kernel.SimdMath.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twins of {@link ScalarActivations}, one row at a time, one short loop for each. */
final class SimdActivations {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final FloatVector ZERO = FloatVector.broadcast(SimdMath.S, 0f);
  private static final FloatVector SOFTPLUS_THRESHOLD_V =
      FloatVector.broadcast(SimdMath.S, SOFTPLUS_THRESHOLD);

  private SimdActivations() {}

  /** {@code y = f(x)} for a row. */
  static void activate(Activation f, float[] x, int x0, float[] y, int y0, int n) {
    switch (f) {
      case Activation.Sigmoid _ -> sigmoid(x, x0, y, y0, n);
      case Activation.Tanh _ -> tanh(x, x0, y, y0, n);
      case Activation.Relu _ -> relu(x, x0, y, y0, n);
      case Activation.LeakyRelu(float slope) -> leakyRelu(slope, x, x0, y, y0, n);
      case Activation.Elu(float alpha) -> elu(1f, alpha, x, x0, y, y0, n);
      case Activation.Selu _ -> elu(SELU_SCALE, SELU_SCALED_ALPHA, x, x0, y, y0, n);
      case Activation.Gelu _ -> gelu(x, x0, y, y0, n);
      case Activation.Silu _ -> silu(x, x0, y, y0, n);
      case Activation.Softplus _ -> softplus(x, x0, y, y0, n);
    }
  }

  /** {@code dx = dy f'(x)} for a row. */
  static void gradient(
      Activation f,
      float[] x,
      int x0,
      float[] y,
      int y0,
      float[] dy,
      int dy0,
      float[] dx,
      int dx0,
      int n) {
    switch (f) {
      case Activation.Sigmoid _ -> sigmoidGradient(y, y0, dy, dy0, dx, dx0, n);
      case Activation.Tanh _ -> tanhGradient(y, y0, dy, dy0, dx, dx0, n);
      case Activation.Relu _ -> reluGradient(y, y0, dy, dy0, dx, dx0, n);
      case Activation.LeakyRelu(float slope) ->
          leakyReluGradient(slope, y, y0, dy, dy0, dx, dx0, n);
      case Activation.Elu(float alpha) -> eluGradient(1f, alpha, y, y0, dy, dy0, dx, dx0, n);
      case Activation.Selu _ ->
          eluGradient(SELU_SCALE, SELU_SCALED_ALPHA, y, y0, dy, dy0, dx, dx0, n);
      case Activation.Gelu _ -> geluGradient(x, x0, dy, dy0, dx, dx0, n);
      case Activation.Silu _ -> siluGradient(x, x0, dy, dy0, dx, dx0, n);
      case Activation.Softplus _ -> softplusGradient(y, y0, dy, dy0, dx, dx0, n);
    }
  }

  private static void sigmoid(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      SimdMath.sigmoid(input).intoArray(y, y0 + j);
    }
  }

  private static void tanh(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      SimdMath.tanh(input).intoArray(y, y0 + j);
    }
  }

  private static void relu(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      input.blend(0f, input.compare(VectorOperators.LT, ZERO)).intoArray(y, y0 + j);
    }
  }

  private static void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      input.mul(slope).blend(input, input.compare(VectorOperators.GT, ZERO)).intoArray(y, y0 + j);
    }
  }

  private static void elu(float scale, float alpha, float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      FloatVector negative = SimdMath.expm1(input).mul(alpha);
      negative
          .blend(input.mul(scale), input.compare(VectorOperators.GT, ZERO))
          .intoArray(y, y0 + j);
    }
  }

  private static void gelu(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      SimdGaussian.gelu(input).intoArray(y, y0 + j);
    }
  }

  private static void silu(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      FloatVector negative = input.abs().neg();
      FloatVector e = SimdMath.exp(negative);
      FloatVector denominator = e.add(1f);
      VectorMask<Float> isLeft = input.compare(VectorOperators.LT, ZERO);
      FloatVector numerator = input.blend(SimdMath.timesExp(negative), isLeft);
      FloatVector quotient = numerator.div(denominator);
      FloatVector lost = e.sub(denominator.sub(1f));
      FloatVector opposite = quotient.neg();
      FloatVector residual = opposite.fma(lost, opposite.fma(denominator, numerator));
      FloatVector reciprocal = denominator.fma(constant(-0.5f), constant(RECIPROCAL));
      quotient.blend(residual.fma(reciprocal, quotient), isLeft).intoArray(y, y0 + j);
    }
  }

  private static void softplus(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      FloatVector positive = constant(0f).blend(input, input.compare(VectorOperators.GT, ZERO));
      FloatVector sum = positive.add(SimdMath.log1p(SimdMath.exp(input.abs().neg())));
      sum.blend(input, input.compare(VectorOperators.GT, SOFTPLUS_THRESHOLD_V))
          .intoArray(y, y0 + j);
    }
  }

  private static void sigmoidGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      output.neg().fma(output, output).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void tanhGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      output.neg().fma(output, constant(1f)).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void reluGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      gradient.blend(0f, output.compare(VectorOperators.LE, ZERO)).intoArray(dx, dx0 + j);
    }
  }

  private static void leakyReluGradient(
      float slope, float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      gradient
          .mul(slope)
          .blend(gradient, output.compare(VectorOperators.GT, ZERO))
          .intoArray(dx, dx0 + j);
    }
  }

  private static void eluGradient(
      float scale,
      float alpha,
      float[] y,
      int y0,
      float[] dy,
      int dy0,
      float[] dx,
      int dx0,
      int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      FloatVector slope = output.add(alpha).blend(scale, output.compare(VectorOperators.GT, ZERO));
      slope.mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void geluGradient(
      float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      SimdGaussian.geluSlope(input).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void siluGradient(
      float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = load(x, x0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      FloatVector e = SimdMath.exp(input.abs().neg());
      FloatVector large = constant(1f).div(e.add(1f));
      FloatVector small = e.mul(large);
      FloatVector sigmoid = large.blend(small, input.compare(VectorOperators.LT, ZERO));
      input.mul(large).fma(small, sigmoid).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void softplusGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = load(y, y0 + j);
      FloatVector gradient = load(dy, dy0 + j);
      SimdMath.expm1(output.neg()).neg().mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(S, a, at);
  }
}
