package org.trainyard.engine.kernel;

/**
 * The arithmetic of the optimizers: each changes parameters and the memory beside them in one pass,
 * element by element.
 *
 * <p>Of each array {@code count} elements are used, a multiple of {@link Kernels#PADDING}, from the
 * index behind it on; the first of each belong together. Padding is updated like any other element,
 * and its values never reach a result. The weight decay that all kernels but the decoupled one know
 * is L2: {@code g + decay * w} takes the place of {@code g}.
 *
 * <p>Numbers that fade away (means and velocities below {@code 1e-30}, means of squares below the
 * normal numbers) become 0: arithmetic on subnormal numbers is many times slower, and some would
 * never end, because the product of a tiny number and 0.999 rounds to itself.
 *
 * <p>Each kernel returns whether all parameters that it wrote are finite numbers, padding included:
 * it adds 0 times each of them, which is not 0 if one is infinite or not a number.
 *
 * <p>All methods are safe for use by several threads on disjoint ranges. Nothing is allocated. The
 * bits are the same for both families of kernels and for any division into ranges.
 */
public final class UpdateKernels {

  /** Means and velocities of a smaller magnitude become 0. */
  static final float TINY = 1e-30f;

  // Constant, so that the JIT compiler binds every call to the one implementation.
  private static final UpdateProvider UPDATES = KernelSelection.choose().updates();

  private UpdateKernels() {}

  /**
   * Gradient descent, {@code w -= rate * (g + decay * w)}.
   *
   * @param c {rate, decay}
   * @param w parameters, changed
   * @param g gradients
   */
  public static boolean sgd(float[] c, float[] w, int w0, float[] g, int g0, int count) {
    return UPDATES.sgd(c, w, w0, g, g0, count);
  }

  /**
   * Gradient descent with momentum, {@code velocity = momentum * velocity + g + decay * w; w -=
   * rate * velocity}.
   *
   * @param c {rate, decay, momentum}
   * @param w parameters, changed
   * @param g gradients
   * @param velocity changed
   */
  public static boolean momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    return UPDATES.momentum(c, w, w0, g, g0, velocity, velocity0, count);
  }

  /**
   * Gradient descent with Nesterov's momentum: as {@link #momentum}, but {@code w -= rate * (g +
   * decay * w + momentum * velocity)}.
   *
   * @param c {rate, decay, momentum}
   * @param w parameters, changed
   * @param g gradients
   * @param velocity changed
   */
  public static boolean nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    return UPDATES.nesterov(c, w, w0, g, g0, velocity, velocity0, count);
  }

  /**
   * Adam, {@code g += decay * w; m += (1 - beta1) (g - m); v = beta2 v + (1 - beta2) g^2; w -=
   * shrinkage * w; w -= rate m / (sqrt(v) + epsilon)}. A decay makes Adam with L2, a shrinkage
   * makes AdamW; the other one is 0.
   *
   * @param c {rate, decay, 1 - beta1, beta2, 1 - beta2, epsilon, shrinkage}, rate and epsilon with
   *     the correction of the bias of the step
   * @param w parameters, changed
   * @param g gradients
   * @param m changed
   * @param v changed
   */
  public static boolean adam(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] m,
      int m0,
      float[] v,
      int v0,
      int count) {
    return UPDATES.adam(c, w, w0, g, g0, m, m0, v, v0, count);
  }

  /**
   * RMSprop, {@code g += decay * w; v = alpha v + (1 - alpha) g^2; w -= rate g / (sqrt(v) +
   * epsilon)}.
   *
   * @param c {rate, decay, momentum, alpha, 1 - alpha, epsilon}; momentum is not used
   * @param w parameters, changed
   * @param g gradients
   * @param v changed
   */
  public static boolean rmsProp(
      float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count) {
    return UPDATES.rmsProp(c, w, w0, g, g0, v, v0, count);
  }

  /**
   * RMSprop with momentum: as {@link #rmsProp}, but {@code velocity = momentum * velocity + g /
   * (sqrt(v) + epsilon); w -= rate * velocity}.
   *
   * @param c {rate, decay, momentum, alpha, 1 - alpha, epsilon}
   * @param w parameters, changed
   * @param g gradients
   * @param v changed
   * @param velocity changed
   */
  public static boolean rmsPropMomentum(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] v,
      int v0,
      float[] velocity,
      int velocity0,
      int count) {
    return UPDATES.rmsPropMomentum(c, w, w0, g, g0, v, v0, velocity, velocity0, count);
  }

  /**
   * Adagrad, {@code g += decay * w; sum += g^2; w -= rate g / (sqrt(sum) + epsilon)}.
   *
   * @param c {rate, decay, epsilon}
   * @param w parameters, changed
   * @param g gradients
   * @param sum changed
   */
  public static boolean adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count) {
    return UPDATES.adagrad(c, w, w0, g, g0, sum, sum0, count);
  }
}
