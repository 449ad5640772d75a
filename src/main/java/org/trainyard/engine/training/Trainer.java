package org.trainyard.engine.training;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.parallel.Team;

/**
 * Trains networks by minibatches: gather, forward, loss, backward, update; an epoch is one pass
 * over the training rows.
 *
 * <p>The same network, samples, configuration and seed give the same bits, whatever the number of
 * threads. One trainer may serve several threads, each with a network of its own.
 */
public final class Trainer {

  private final LongSupplier nanoClock;

  /**
   * A trainer that measures time with the given clock.
   *
   * @param nanoClock a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   */
  public Trainer(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Trains a network in place, from the weights that it has, on the calling thread and its helpers.
   *
   * @throws TrainingDivergedException if the loss or a weight becomes non-finite
   * @throws IllegalArgumentException if the data do not fit the network and the loss
   */
  public TrainingResult train(
      Network network, TrainingData data, TrainingConfig config, TrainingHooks hooks) {
    try (Team team = team(network, data, config)) {
      return new TrainingRun(network, data, config, hooks, nanoClock, team).run();
    }
  }

  /**
   * Goes on with a training that was interrupted; the network gets the checkpoint's weights. All
   * later results have the bits of an undisturbed training.
   *
   * @param config that of the checkpoint's training; epochs, limits, threads and early stopping may
   *     be others
   * @param checkpoint of a training with the same network and data
   * @throws TrainingDivergedException if the loss or a weight becomes non-finite
   * @throws IllegalArgumentException if the checkpoint or the data do not fit the network, or the
   *     checkpoint is of a training with another configuration or number of rows
   */
  public TrainingResult resume(
      Network network,
      TrainingData data,
      TrainingConfig config,
      TrainingHooks hooks,
      Checkpoint checkpoint) {
    try (Team team = team(network, data, config)) {
      TrainingRun run = new TrainingRun(network, data, config, hooks, nanoClock, team);
      run.resume(checkpoint);
      return run.run();
    }
  }

  private static Team team(Network network, TrainingData data, TrainingConfig config) {
    int batchSize = Math.min(config.batchSize(), data.training().size());
    return Team.of(config.threads().of(network.parameterCount(), batchSize));
  }

  /**
   * The mean loss and the metric of a network on some samples, as after an epoch.
   *
   * @throws IllegalArgumentException if there is no sample, or they do not fit
   */
  public static Score evaluate(Network network, Samples samples, TrainingConfig config) {
    return evaluate(network, samples, config, StopSignal.NEVER).orElseThrow();
  }

  /** The same; empty if a stop was asked for. */
  public static Optional<Score> evaluate(
      Network network, Samples samples, TrainingConfig config, StopSignal stop) {
    try (Team alone = Team.of(1)) {
      return new Evaluator(network, samples, config.loss(), config.metric(), alone).evaluate(stop);
    }
  }
}
