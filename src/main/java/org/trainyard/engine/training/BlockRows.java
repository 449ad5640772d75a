package org.trainyard.engine.training;

import org.trainyard.engine.layer.Network;

/**
 * How many rows go through all layers at a time.
 *
 * <p>Small blocks keep the outputs of all layers in the first caches from the forward to the
 * backward pass, but read all weights once for each block; so they pay where the weights stay in
 * the second cache as well. Never changes a result.
 */
final class BlockRows {

  /** Weights beyond this are read from farther away than the second cache. */
  private static final long CACHED_WEIGHTS = 128 * 1024; // elements, 512 KiB

  private static final int SMALL = 96;
  private static final int LARGE = 4096;

  private BlockRows() {}

  static int of(Network network) {
    return network.parameterCount() <= CACHED_WEIGHTS ? SMALL : LARGE;
  }
}
