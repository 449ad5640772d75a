package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/** Remembers the epoch with the lowest loss, and its weights if they are wanted at the end. */
final class BestEpoch {

  private final Network network;
  private final FinalWeights wanted;
  private final float[] weights;
  private Optional<EpochResult> result = Optional.empty();

  BestEpoch(Network network, FinalWeights wanted) {
    this.network = network;
    this.wanted = wanted;
    this.weights =
        switch (wanted) {
          case BEST -> new float[network.weightCount()];
          case LAST -> new float[0];
        };
  }

  Optional<EpochResult> result() {
    return result;
  }

  void offer(EpochResult candidate) {
    // This order takes a loss that is not a number for the worst, also that of the first epoch.
    if (result.isEmpty() || Double.compare(loss(candidate), loss(result.get())) < 0) {
      result = Optional.of(candidate);
      switch (wanted) {
        case BEST -> network.copyWeights(weights);
        case LAST -> {}
      }
    }
  }

  /** Gives the network the weights that are wanted at the end. */
  void restoreWeights() {
    switch (wanted) {
      case BEST -> {
        if (result.isPresent()) {
          network.setWeights(weights);
        }
      }
      case LAST -> {}
    }
  }

  /** What is remembered, for a checkpoint. */
  Optional<Checkpoint.Best> memory() {
    return result.map(epoch -> new Checkpoint.Best(epoch, weights.clone()));
  }

  void restore(Checkpoint.Best memory) {
    if (memory.weights().length != weights.length) {
      throw new IllegalArgumentException(
          "the best epoch has %d weights, got %d"
              .formatted(weights.length, memory.weights().length));
    }
    result = Optional.of(memory.epoch());
    System.arraycopy(memory.weights(), 0, weights, 0, weights.length);
  }

  private static double loss(EpochResult epoch) {
    return epoch.validation().orElse(epoch.training()).loss();
  }
}
