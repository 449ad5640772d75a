package org.trainyard.engine.training;

import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;

/** Samples beside the network that shall see them. What comes after trusts the shapes. */
final class Shapes {

  private Shapes() {}

  /**
   * Refuses samples that do not fit.
   *
   * @throws IllegalArgumentException if there is none, or their inputs or targets are too few or
   *     too many
   */
  static void require(Samples samples, NetworkSpec network, Loss loss) {
    if (samples.size() < 1) {
      throw new IllegalArgumentException("there must be at least one sample");
    }
    if (samples.inputSize() != network.inputSize()) {
      throw new IllegalArgumentException(
          "the network takes %d inputs, the samples have %d"
              .formatted(network.inputSize(), samples.inputSize()));
    }
    int targets =
        switch (loss) {
          case CrossEntropy _ -> 1; // the class
          case ElementwiseLoss _ -> network.outputSize();
        };
    if (samples.targetSize() != targets) {
      throw new IllegalArgumentException(
          "the loss of %d outputs takes %d targets, the samples have %d"
              .formatted(network.outputSize(), targets, samples.targetSize()));
    }
  }
}
