package org.trainyard.engine.training;

/** What happens to gradients before the optimizer sees them; meanings are PyTorch's. */
public sealed interface GradientClipping {

  /** Gradients are used as they are. */
  record None() implements GradientClipping {}

  /**
   * All gradients together are scaled down by {@code norm / (total + 1e-6)} if their Euclidean norm
   * {@code total} is larger ({@code clip_grad_norm_}).
   */
  record ByNorm(double norm) implements GradientClipping {
    public ByNorm {
      requirePositive("norm", norm);
    }
  }

  /** Each element is cut off at {@code ±value} ({@code clip_grad_value_}). */
  record ByValue(double value) implements GradientClipping {
    public ByValue {
      requirePositive("value", value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, got %s".formatted(name, value));
    }
  }
}
