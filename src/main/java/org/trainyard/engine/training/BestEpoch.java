package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/** Remembers the epoch with the lowest loss, and its weights if they are wanted at the end. */
final class BestEpoch {

  private final Network network;
  private Optional<EpochResult> result = Optional.empty();
  private float[] weights = new float[0];

  BestEpoch(Network network) {
    this.network = network;
  }

  Optional<EpochResult> result() {
    return result;
  }

  void offer(EpochResult candidate, FinalWeights wanted) {
    // Written so that an epoch whose loss is not a number never counts as the better one.
    if (result.isEmpty() || loss(candidate) < loss(result.get())) {
      result = Optional.of(candidate);
      switch (wanted) {
        case BEST -> weights = network.weights();
        case LAST -> {}
      }
    }
  }

  void restore(FinalWeights wanted) {
    switch (wanted) {
      case BEST -> {
        if (result.isPresent()) {
          network.setWeights(weights);
        }
      }
      case LAST -> {}
    }
  }

  private static double loss(EpochResult epoch) {
    return epoch.validation().orElse(epoch.training()).loss();
  }
}
