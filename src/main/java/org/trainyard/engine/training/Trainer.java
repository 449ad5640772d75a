package org.trainyard.engine.training;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.training.TrainingResult.StopReason;

/**
 * Trains networks by minibatches: gather, forward, loss, backward, update; an epoch is one pass
 * over the training rows.
 *
 * <p>The same network, samples and configuration give the same bits. One trainer may serve several
 * threads, each with a network of its own.
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
   * Trains a network in place, on the calling thread.
   *
   * @param training at least one row
   * @param stop asked after each step and each batch of the validation
   * @throws TrainingDivergedException if the loss or a weight becomes non-finite
   */
  public TrainingResult train(
      Network network,
      Samples training,
      Optional<Samples> validation,
      TrainingConfig config,
      TrainingListener listener,
      StopSignal stop) {
    TrainingRun run = new TrainingRun(network, training, config, listener, stop);
    Optional<Evaluator> evaluator =
        validation.map(samples -> new Evaluator(network, samples, config.loss(), config.metric()));
    BestEpoch best = new BestEpoch(network);
    Optional<EpochResult> last = Optional.empty();
    StopReason reason = StopReason.COMPLETED;
    for (int epoch = 1; epoch <= config.epochs(); epoch++) {
      Optional<EpochResult> result = epoch(run, evaluator, epoch, network, config, stop);
      if (result.isEmpty()) {
        reason = StopReason.STOP_REQUESTED;
        break;
      }
      last = result;
      best.offer(result.get(), config.finalWeights());
      listener.epochEnded(result.get());
    }
    best.restore(config.finalWeights());
    return new TrainingResult(reason, last, best.result());
  }

  /** The mean loss and the metric of a network on some samples, as after an epoch. */
  public static Score evaluate(Network network, Samples samples, TrainingConfig config) {
    return new Evaluator(network, samples, config.loss(), config.metric())
        .evaluate(StopSignal.NEVER)
        .orElseThrow();
  }

  /** One epoch and its validation; empty if a stop was asked for. */
  private Optional<EpochResult> epoch(
      TrainingRun run,
      Optional<Evaluator> evaluator,
      int epoch,
      Network network,
      TrainingConfig config,
      StopSignal stop) {
    long start = nanoClock.getAsLong();
    Optional<Score> training = run.epoch(epoch);
    if (training.isEmpty()) {
      return Optional.empty();
    }
    requireFinite(network, epoch, run.steps(), training.get().loss());
    Optional<Score> validated = Optional.empty();
    if (evaluator.isPresent()) {
      validated = evaluator.get().evaluate(stop);
      if (validated.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new EpochResult(
            epoch,
            training.get(),
            validated,
            config.optimizer().learningRate(),
            nanoClock.getAsLong() - start,
            run.samples()));
  }

  private static void requireFinite(Network network, int epoch, int step, double lastLoss) {
    for (Parameter parameter : network.parameters()) {
      Matrix value = parameter.value();
      if (!value.isFinite()) {
        throw new TrainingDivergedException(epoch, step, lastLoss);
      }
    }
  }
}
