package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/**
 * Remembers the best epoch, and its weights if they are wanted at the end: by what early stopping
 * watches, else by the loss; by the validation rows where there are any.
 */
final class BestEpoch {

  private final Network network;
  private final FinalWeights wanted;
  private final Cost cost;
  private final float[] weights;
  private Optional<EpochResult> result = Optional.empty();

  BestEpoch(Network network, TrainingConfig config) {
    this.network = network;
    this.wanted = config.finalWeights();
    this.cost = new Cost(config.bestBy(), config.metric());
    this.weights =
        switch (wanted) {
          case BEST -> new float[network.weightCount()];
          case LAST -> new float[0];
        };
  }

  Optional<EpochResult> result() {
    return result;
  }

  /** Takes an epoch; says whether it is the best so far. */
  boolean offer(EpochResult candidate) {
    // This order takes a figure that is not a number for the worst, also that of the first epoch.
    if (result.isPresent() && Double.compare(cost.of(candidate), cost.of(result.get())) >= 0) {
      return false;
    }
    result = Optional.of(candidate);
    switch (wanted) {
      case BEST -> network.copyWeights(weights);
      case LAST -> {}
    }
    return true;
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
}
