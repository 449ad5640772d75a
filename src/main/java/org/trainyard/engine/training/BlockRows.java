package org.trainyard.engine.training;

import org.trainyard.engine.layer.Network;

/**
 * How many rows a thread takes through all layers at a time.
 *
 * <p>Few rows keep the inputs and outputs of all layers in the second cache from the forward pass
 * to the sums of the gradients, but read all weights once for each block; so few pay where the
 * weights stay in that cache as well. Never changes a result.
 */
final class BlockRows {

  /** Weights beyond this are read from farther away than the second cache. */
  private static final long CACHED_WEIGHTS = 128 * 1024; // elements, 512 KiB

  private static final int SMALL = 96;
  private static final int LARGE = 512;

  private BlockRows() {}

  static int of(Network network) {
    return of(network.parameterCount());
  }

  static int of(long parameters) {
    return parameters <= CACHED_WEIGHTS ? SMALL : LARGE;
  }
}
