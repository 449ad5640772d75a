package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.ScalarActivations.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twins of {@link ScalarActivations}, one row at a time, one loop for each; those with
 * an exponential are in {@link ActivationLoops}.
 */
final class SimdActivations {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final FloatVector ZERO = FloatVector.broadcast(S, 0f);
  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);

  private SimdActivations() {}

  /** {@code y = f(x)} for a row. */
  static void activate(Activation f, float[] x, int x0, float[] y, int y0, int n) {
    switch (f) {
      case Activation.Sigmoid _ -> ActivationLoops.sigmoid(x, x0, y, y0, n);
      case Activation.Tanh _ -> ActivationLoops.tanh(x, x0, y, y0, n);
      case Activation.Relu _ -> relu(x, x0, y, y0, n);
      case Activation.LeakyRelu(float slope) -> leakyRelu(slope, x, x0, y, y0, n);
      case Activation.Elu(float alpha) -> ActivationLoops.elu(1f, alpha, x, x0, y, y0, n);
      case Activation.Selu _ -> ActivationLoops.elu(SELU_SCALE, SELU_SCALED_ALPHA, x, x0, y, y0, n);
      case Activation.Gelu _ -> ActivationLoops.gelu(x, x0, y, y0, n);
      case Activation.Silu _ -> ActivationLoops.silu(x, x0, y, y0, n);
      case Activation.Softplus _ -> ActivationLoops.softplus(x, x0, y, y0, n);
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
      case Activation.Gelu _ -> ActivationLoops.geluGradient(x, x0, dy, dy0, dx, dx0, n);
      case Activation.Silu _ -> ActivationLoops.siluGradient(x, x0, dy, dy0, dx, dx0, n);
      case Activation.Softplus _ -> ActivationLoops.softplusGradient(y, y0, dy, dy0, dx, dx0, n);
    }
  }

  private static void relu(float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = FloatVector.fromArray(S, x, x0 + j);
      input.blend(0f, input.compare(VectorOperators.LT, ZERO)).intoArray(y, y0 + j);
    }
  }

  private static void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector input = FloatVector.fromArray(S, x, x0 + j);
      input.mul(slope).blend(input, input.compare(VectorOperators.GT, ZERO)).intoArray(y, y0 + j);
    }
  }

  private static void sigmoidGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = FloatVector.fromArray(S, y, y0 + j);
      FloatVector gradient = FloatVector.fromArray(S, dy, dy0 + j);
      output.neg().fma(output, output).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void tanhGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = FloatVector.fromArray(S, y, y0 + j);
      FloatVector gradient = FloatVector.fromArray(S, dy, dy0 + j);
      output.neg().fma(output, ONE).mul(gradient).intoArray(dx, dx0 + j);
    }
  }

  private static void reluGradient(
      float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = FloatVector.fromArray(S, y, y0 + j);
      FloatVector gradient = FloatVector.fromArray(S, dy, dy0 + j);
      gradient.blend(0f, output.compare(VectorOperators.LE, ZERO)).intoArray(dx, dx0 + j);
    }
  }

  private static void leakyReluGradient(
      float slope, float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector output = FloatVector.fromArray(S, y, y0 + j);
      FloatVector gradient = FloatVector.fromArray(S, dy, dy0 + j);
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
      FloatVector output = FloatVector.fromArray(S, y, y0 + j);
      FloatVector gradient = FloatVector.fromArray(S, dy, dy0 + j);
      FloatVector slope = output.add(alpha).blend(scale, output.compare(VectorOperators.GT, ZERO));
      slope.mul(gradient).intoArray(dx, dx0 + j);
    }
  }
}
