package org.trainyard.published;

import org.trainyard.engine.data.Samples;
import org.trainyard.engine.kernel.Elementary;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;

/** What is read off a trained network. */
@FunctionalInterface
interface Figure {

  double of(Network network, Samples test, TrainingConfig config);

  /** How many of a hundred rows have the right class. */
  static Figure accuracy() {
    return (network, test, config) -> 100 * Trainer.evaluate(network, test, config).metric();
  }

  /**
   * 100 if every row has the right class, else 0: the mean over seeds is the share of successes.
   */
  static Figure success() {
    return (network, test, config) ->
        Trainer.evaluate(network, test, config).metric() == 1 ? 100 : 0;
  }

  /** The mean loss of a row. */
  static Figure loss() {
    return (network, test, config) -> Trainer.evaluate(network, test, config).loss();
  }

  /** The probability that a network of one input and one logit gives the class 1 at {@code x}. */
  static Figure probabilityAt(float x) {
    return (network, test, config) ->
        Elementary.sigmoid(network.predict(Matrix.of(1, 1, x)).get(0, 0));
  }
}
