package org.trainyard.published;

import java.util.Optional;
import java.util.function.Supplier;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingConfigBuilder;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;

/**
 * A training that somebody else has done before.
 *
 * @param name by which it is asked for
 * @param about the network and how it is trained, for a person
 * @param published the figure of the source's own single run, for comparison by eye; empty: none
 * @param figure what is read off the trained network
 * @param training everything but the seed and the threads
 */
record Recipe(
    String name,
    String about,
    String published,
    DataSource data,
    NetworkSpec network,
    Supplier<TrainingConfigBuilder> training,
    Figure figure,
    Reference reference) {

  /**
   * Trains once and reads the figure. The seed decides the first weights, the order of the rows,
   * dropout, and data that are drawn.
   *
   * @param threads that may work on a minibatch
   */
  double run(long seed, Threads threads) {
    Examples examples = data.draw(seed);
    TrainingConfig config = training.get().seed(seed).threads(threads).build();
    Network trained = Network.create(network, seed);
    new Trainer(System::nanoTime)
        .train(
            trained,
            new TrainingData(examples.training(), Optional.empty()),
            config,
            TrainingHooks.NONE);
    return figure.of(trained, examples.test(), config);
  }
}
