package org.trainyard.engine.layer;

import org.trainyard.engine.initializer.Initializer;

/**
 * What a layer is, without its numbers: it goes into specifications and into stored models.
 *
 * <p>All but {@link Linear} keep the number of columns.
 */
public sealed interface LayerSpec {

  /**
   * A fully connected layer, {@code Y = X W + b}.
   *
   * @param units number of outputs, {@code units >= 1}
   */
  record Linear(int units, Bias bias, Initializer initializer) implements LayerSpec {
    public Linear {
      if (units < 1) {
        throw new IllegalArgumentException("units must be at least 1, got " + units);
      }
    }
  }

  /** {@code 1 / (1 + exp(-x))}, element by element. */
  record Sigmoid() implements LayerSpec {}

  /** {@code tanh(x)}, element by element. */
  record Tanh() implements LayerSpec {}

  /** {@code max(0, x)}, element by element. */
  record Relu() implements LayerSpec {}

  /**
   * {@code x} where it is positive, else {@code negativeSlope * x}. Source: Maas, Hannun, Ng,
   * "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.
   *
   * @param negativeSlope finite, at least 0; PyTorch's default is 0.01
   */
  record LeakyRelu(double negativeSlope) implements LayerSpec {
    public LeakyRelu {
      requireNotNegative("negativeSlope", negativeSlope);
    }
  }

  /**
   * {@code x} where it is positive, else {@code alpha * (exp(x) - 1)}. Source: Clevert,
   * Unterthiner, Hochreiter, "Fast and accurate deep network learning by exponential linear units",
   * ICLR 2016.
   *
   * @param alpha finite, at least 0; PyTorch's default is 1
   */
  record Elu(double alpha) implements LayerSpec {
    public Elu {
      requireNotNegative("alpha", alpha);
    }
  }

  /**
   * {@code scale * elu(x)} with the two constants that keep mean and variance. Source: Klambauer et
   * al., "Self-normalizing neural networks", NIPS 2017.
   */
  record Selu() implements LayerSpec {}

  /**
   * {@code x * Phi(x)} with the distribution function of the normal distribution. Source: Hendrycks
   * and Gimpel, "Gaussian error linear units", arXiv 1606.08415.
   */
  record Gelu() implements LayerSpec {}

  /**
   * {@code x * sigmoid(x)}. Source: Elfwing, Uchibe, Doya, "Sigmoid-weighted linear units", Neural
   * Networks 107 (2018).
   */
  record Silu() implements LayerSpec {}

  /** {@code log(1 + exp(x))}, and {@code x} itself above 20. */
  record Softplus() implements LayerSpec {}

  /**
   * {@code exp(x_i) / sum_j exp(x_j)} over the columns of a row; only as the last layer. The loss
   * cross-entropy contains it already.
   */
  record Softmax() implements LayerSpec {}

  /**
   * In training each element is 0 with probability {@code rate}, else it is divided by {@code 1 -
   * rate}; in prediction nothing happens. Source: Srivastava et al., "Dropout", JMLR 15 (2014).
   *
   * @param rate in [0, 1)
   */
  record Dropout(double rate) implements LayerSpec {
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("rate must be in [0, 1), got " + rate);
      }
    }
  }

  /** A layer that shifts and scales its input to mean 0 and variance 1 before it learns both. */
  sealed interface Normalization extends LayerSpec {

    /** Is added to the variance, so that nothing is divided by zero; PyTorch's default. */
    double EPSILON = 1e-5;
  }

  /**
   * Normalizes each column over the minibatch; in prediction with running averages of mean and
   * variance. {@code eps} is 1e-5, the running averages move by 0.1, as PyTorch's default.
   *
   * <p>A minibatch of one row, which PyTorch refuses, has the variance 0: its outputs are the
   * learned shifts, no gradient reaches the layers before, and the running variance stays. Source:
   * Ioffe and Szegedy, "Batch normalization", ICML 2015.
   */
  record BatchNorm() implements Normalization {}

  /**
   * Normalizes each row over its columns, with {@code eps} 1e-5. Source: Ba, Kiros, Hinton, "Layer
   * normalization", arXiv 1607.06450.
   */
  record LayerNorm() implements Normalization {}

  /** Whether a linear layer adds a learned constant to each output. */
  enum Bias {
    WITH_BIAS,
    WITHOUT_BIAS
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s must be finite and at least 0, got %s".formatted(name, value));
    }
  }
}
