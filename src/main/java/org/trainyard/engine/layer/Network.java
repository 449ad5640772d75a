package org.trainyard.engine.layer;

import org.trainyard.engine.tensor.Matrix;

/** A chain of layers with their parameters. */
public final class Network {

  private final NetworkSpec spec;

  private Network(NetworkSpec spec) {
    this.spec = spec;
  }

  /** A network with freshly drawn parameters; the same seed gives the same bits. */
  public static Network create(NetworkSpec spec, long seed) {
    return new Network(spec);
  }

  public NetworkSpec spec() {
    return spec;
  }

  /**
   * The outputs for the rows of {@code inputs}, in inference mode. Safe to call from several
   * threads as long as none trains this network; a row's outputs have the same bits alone and in
   * any batch.
   */
  public Matrix predict(Matrix inputs) {
    return Matrix.zeros(inputs.rows(), spec.outputSize());
  }

  /** All parameters in canonical order (layer by layer, weights then biases), a copy. */
  public float[] weights() {
    return new float[0];
  }

  /** Replaces all parameters; the inverse of {@link #weights()}. */
  public void setWeights(float[] weights) {
    assert weights.length == 0;
  }
}
