package org.trainyard.app.job.training;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.evaluation.Evaluation;
import org.trainyard.app.evaluation.Evaluator;
import org.trainyard.app.evaluation.HeldOutEvaluation;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.ProblemException;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.Score;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * One training from stored rows to a trained model: open the data, split it, fit the preprocessing
 * to the training rows, train. Belongs to the thread that runs it.
 */
public final class TrainingJob implements AutoCloseable {

  /** Grows when the same training gives other bits. */
  public static final String ENGINE_VERSION = "2";

  private final ResolvedSpecification specification;
  private final int threads;
  private final ModelRegistry models;
  private final TrainingRows rows;

  private TrainingJob(
      ResolvedSpecification specification, int threads, ModelRegistry models, TrainingRows rows) {
    this.specification = specification;
    this.threads = threads;
    this.models = models;
    this.rows = rows;
  }

  /**
   * Prepares a training: its rows are divided and measured. The caller closes it.
   *
   * @param threads that it may use
   * @param models has the model whose weights the training starts with, if it names one
   * @param stop asked while rows are read
   * @return empty if it was stopped
   */
  public static Optional<TrainingJob> of(
      ResolvedSpecification specification,
      int threads,
      DatasetCatalog catalog,
      ModelRegistry models,
      StopSignal stop) {
    return of(specification, threads, Runtime.getRuntime().maxMemory(), catalog, models, stop);
  }

  /** The same where rows may take a part of so many bytes. */
  static Optional<TrainingJob> of(
      ResolvedSpecification specification,
      int threads,
      long heapBytes,
      DatasetCatalog catalog,
      ModelRegistry models,
      StopSignal stop) {
    try {
      TrainingRows rows = TrainingRows.open(specification, threads, heapBytes, catalog, stop);
      return Optional.of(new TrainingJob(specification, threads, models, rows));
    } catch (StoppedException _) {
      return Optional.empty();
    }
  }

  /**
   * Trains.
   *
   * @param sent the specification as it was sent
   * @param from where to go on; empty: at the beginning
   * @throws org.trainyard.engine.training.TrainingDivergedException if the loss is not finite
   * @throws TimeLimitException if the time was over before the first epoch
   * @throws IllegalArgumentException if the checkpoint is of another training
   */
  public TrainingOutcome train(
      String jobId,
      ObjectNode sent,
      LongSupplier nanoClock,
      Instant now,
      TrainingHooks hooks,
      Optional<Checkpoint> from) {
    try {
      TrainingData data = new TrainingData(rows.training(), rows.validation());
      return train(jobId, sent, nanoClock, now, hooks, from, data);
    } catch (StoppedException _) {
      return new TrainingOutcome.Stopped(Optional.empty());
    }
  }

  private TrainingOutcome train(
      String jobId,
      ObjectNode sent,
      LongSupplier nanoClock,
      Instant now,
      TrainingHooks hooks,
      Optional<Checkpoint> from,
      TrainingData data) {
    ModelDescription.Provenance provenance =
        new ModelDescription.Provenance(
            jobId,
            rows.dataset().id(),
            rows.dataset().sha256(),
            specification.training().seed(),
            0,
            ENGINE_VERSION,
            now.truncatedTo(ChronoUnit.MILLIS), // as all times that the service shows
            specification.name(),
            PinnedSpecification.of(sent, specification),
            rows.validationSha256());
    ModelDescription draft =
        new ModelDescription(
            rows.inputs(), rows.output(), specification.network().layers(), Map.of(), provenance);
    Network network = network(draft.networkSpec(), from);
    TrainingConfig config = EngineConfig.of(specification, rows.output(), threads);
    Trainer trainer = new Trainer(nanoClock);
    TrainingResult result =
        from.isPresent()
            ? trainer.resume(network, data, config, hooks, from.get())
            : trainer.train(network, data, config, hooks);
    if (result.reason() == TrainingResult.StopReason.STOP_REQUESTED) {
      return new TrainingOutcome.Stopped(Optional.of(result.position()));
    }
    try {
      return measured(new TrainedModel(draft, network), result, config, hooks.stop());
    } catch (StoppedException _) { // it need not be trained again, only measured
      return new TrainingOutcome.Stopped(Optional.of(result.position()));
    }
  }

  /** The model with what the rows that were held out say about it. */
  private TrainingOutcome measured(
      TrainedModel draft, TrainingResult result, TrainingConfig config, StopSignal stop) {
    ModelDescription description = draft.description();
    EpochResult epoch = shown(result);
    Map<String, Double> metrics = metrics(epoch);
    rows.test()
        .map(test ->
            Trainer.evaluate(draft.network(), test, config, stop)
                .orElseThrow(StoppedException::new))
        .ifPresent(score -> put(metrics, "test", score));
    TrainedModel model =
        new TrainedModel(
            new ModelDescription(
                description.inputs(),
                description.output(),
                description.layers(),
                metrics,
                description.provenance().withEpoch(epoch.epoch())),
            draft.network());
    return new TrainingOutcome.Trained(model, result.reason(), evaluation(model, stop));
  }

  /** A prediction that is not finite leaves the model without an evaluation, not the job. */
  private Optional<HeldOutEvaluation> evaluation(TrainedModel model, StopSignal stop) {
    return rows.evaluated().flatMap(held -> evaluation(model, held, stop));
  }

  private static Optional<HeldOutEvaluation> evaluation(
      TrainedModel model, TrainingRows.HeldOutRows held, StopSignal stop) {
    try {
      Evaluation evaluation =
          Evaluator.evaluate(model, held.rows(), stop::isStopRequested)
              .orElseThrow(StoppedException::new);
      return Optional.of(
          new HeldOutEvaluation(
              held.part(), held.dataset().id(), held.dataset().sha256(), evaluation));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }

  /** The epoch whose weights the network has. */
  private EpochResult shown(TrainingResult result) {
    return (specification.training().restoreBest() ? result.best() : result.last())
        .orElseThrow(() ->
            new TimeLimitException(
                Objects.requireNonNull(specification.training().maximumSeconds())));
  }

  @Override
  public void close() {
    rows.close();
  }

  /** A checkpoint brings its own weights. */
  private Network network(NetworkSpec shape, Optional<Checkpoint> from) {
    Network network = Network.create(shape, specification.training().seed());
    network.clearInputs(rows.unusedInputs());
    InitialWeights start = specification.initialWeights();
    if (start != null && from.isEmpty()) {
      network.setWeights(weights(start));
    }
    return network;
  }

  private float[] weights(InitialWeights start) {
    try {
      ModelVersion version = models.find(start.model(), start.version());
      return models.trained(version).network().weights();
    } catch (ProblemException e) {
      throw new InitialModelException(e);
    }
  }

  private Map<String, Double> metrics(EpochResult epoch) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    put(metrics, "training", epoch.training());
    epoch.validation().ifPresent(score -> put(metrics, "validation", score));
    return metrics;
  }

  private void put(Map<String, Double> metrics, String part, Score score) {
    String name =
        switch (specification.task()) {
          case CLASSIFICATION -> "Accuracy";
          case REGRESSION -> "RootMeanSquaredError";
        };
    metrics.put(part + "Loss", score.loss());
    metrics.put(part + name, score.metric());
  }
}
