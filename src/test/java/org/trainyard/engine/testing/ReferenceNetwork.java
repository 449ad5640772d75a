package org.trainyard.engine.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Parameter;

/** What a network computes, in float64 and straight from the formulas of its layers. */
public final class ReferenceNetwork {

  private static final double EPSILON = 1e-5;

  private final List<LayerSpec> layers;
  private final Map<String, double[][]> values = new HashMap<>();

  /** A copy of a network's layers and of all its parameters and buffers. */
  public ReferenceNetwork(Network network) {
    layers = network.spec().layers();
    for (Parameter parameter : network.state()) {
      values.put(parameter.name(), Doubles.of(parameter.value()));
    }
  }

  /** What a layer does besides what it does in prediction. */
  public enum Mode {
    TRAINING,
    PREDICTION
  }

  /** A parameter or buffer by its name, such as {@code 0.weight}; not a copy. */
  public double[][] value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  /** Sets what a dropout layer multiplies its inputs by in training. */
  public void setMask(int layer, double[][] mask) {
    values.put(layer + ".mask", mask);
  }

  /** The outputs for some rows. */
  public double[][] outputs(double[][] inputs, Mode mode) {
    double[][] x = inputs;
    for (int i = 0; i < layers.size(); i++) {
      x = layer(i, x, mode);
    }
    return x;
  }

  private double[][] layer(int i, double[][] x, Mode mode) {
    return switch (layers.get(i)) {
      case LayerSpec.Linear(_, LayerSpec.Bias bias, _) ->
          switch (bias) {
            case WITH_BIAS -> linear(x, value(i + ".weight"), value(i + ".bias")[0]);
            case WITHOUT_BIAS -> {
              double[][] weight = value(i + ".weight");
              yield linear(x, weight, new double[weight[0].length]);
            }
          };
      case LayerSpec.Sigmoid _ -> each(x, z -> 1 / (1 + StrictMath.exp(-z)));
      case LayerSpec.Tanh _ -> each(x, StrictMath::tanh);
      case LayerSpec.Relu _ -> each(x, z -> Math.max(0, z));
      case LayerSpec.LeakyRelu(double slope) -> each(x, z -> z > 0 ? z : slope * z);
      case LayerSpec.Elu(double alpha) -> each(x, z -> z > 0 ? z : alpha * StrictMath.expm1(z));
      case LayerSpec.Selu _ ->
          each(x, z -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * StrictMath.expm1(z)));
      case LayerSpec.Gelu _ -> each(x, z -> z * NormalDistribution.distribution(z));
      case LayerSpec.Silu _ -> each(x, z -> z / (1 + StrictMath.exp(-z)));
      case LayerSpec.Softplus _ -> each(x, z -> z > 20 ? z : StrictMath.log1p(StrictMath.exp(z)));
      case LayerSpec.Softmax _ -> softmax(x);
      case LayerSpec.Dropout _ ->
          switch (mode) {
            case TRAINING -> product(x, value(i + ".mask"));
            case PREDICTION -> x;
          };
      case LayerSpec.LayerNorm _ -> affine(i, normalizedRows(x));
      case LayerSpec.BatchNorm _ ->
          switch (mode) {
            case TRAINING -> affine(i, transposed(normalizedRows(transposed(x))));
            case PREDICTION ->
                affine(
                    i, normalized(x, value(i + ".running_mean")[0], value(i + ".running_var")[0]));
          };
    };
  }

  private static double[][] linear(double[][] x, double[][] weight, double[] bias) {
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = bias.clone();
      for (int k = 0; k < weight.length; k++) {
        for (int column = 0; column < bias.length; column++) {
          y[row][column] += x[row][k] * weight[k][column];
        }
      }
    }
    return y;
  }

  private static double[][] each(double[][] x, DoubleUnaryOperator function) {
    return Arrays.stream(x)
        .map(row -> Arrays.stream(row).map(function).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] softmax(double[][] x) {
    return Arrays.stream(x)
        .map(row -> {
          double largest = Arrays.stream(row).max().orElseThrow();
          double sum = Arrays.stream(row).map(z -> StrictMath.exp(z - largest)).sum();
          return Arrays.stream(row).map(z -> StrictMath.exp(z - largest) / sum).toArray();
        })
        .toArray(double[][]::new);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][];
    for (int row = 0; row < a.length; row++) {
      product[row] = a[row].clone();
      for (int column = 0; column < product[row].length; column++) {
        product[row][column] *= b[row][column];
      }
    }
    return product;
  }

  /** Each row shifted and scaled to mean 0 and variance 1. */
  private static double[][] normalizedRows(double[][] x) {
    return Arrays.stream(x)
        .map(row -> {
          double mean = Arrays.stream(row).average().orElseThrow();
          double variance =
              Arrays.stream(row).map(z -> (z - mean) * (z - mean)).average().orElseThrow();
          return Arrays.stream(row).map(z -> (z - mean) / Math.sqrt(variance + EPSILON)).toArray();
        })
        .toArray(double[][]::new);
  }

  private static double[][] normalized(double[][] x, double[] mean, double[] variance) {
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = x[row].clone();
      for (int column = 0; column < mean.length; column++) {
        y[row][column] -= mean[column];
        y[row][column] /= Math.sqrt(variance[column] + EPSILON);
      }
    }
    return y;
  }

  /** Scale and shift of a normalization layer. */
  private double[][] affine(int layer, double[][] x) {
    double[] scale = value(layer + ".weight")[0];
    double[] shift = value(layer + ".bias")[0];
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = x[row].clone();
      for (int column = 0; column < scale.length; column++) {
        y[row][column] = y[row][column] * scale[column] + shift[column];
      }
    }
    return y;
  }

  private static double[][] transposed(double[][] x) {
    double[][] y = new double[x[0].length][x.length];
    for (int row = 0; row < x.length; row++) {
      for (int column = 0; column < y.length; column++) {
        y[column][row] = x[row][column];
      }
    }
    return y;
  }
}
