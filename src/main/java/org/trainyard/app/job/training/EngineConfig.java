package org.trainyard.app.job.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.ClippingSpecification;
import org.trainyard.app.job.specification.EarlyStoppingSpecification;
import org.trainyard.app.job.specification.EngineOptimizer;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EarlyStopping;
import org.trainyard.engine.training.Regularization;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingConfig.Diagnosis;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;
import org.trainyard.engine.training.TrainingConfig.Order;
import org.trainyard.engine.training.TrainingConfigBuilder;

/** Says in the engine's words how a specification wants to be trained. */
final class EngineConfig {

  private EngineConfig() {}

  /**
   * The engine's configuration.
   *
   * @param threads that work on a minibatch, at least 1
   */
  static TrainingConfig of(ResolvedSpecification specification, ModelOutput output, int threads) {
    ResolvedSpecification.Training training = specification.training();
    TrainingConfigBuilder config =
        TrainingConfig.builder(
                loss(specification), metric(output), EngineOptimizer.of(specification.optimizer()))
            .schedule(specification.schedule().toSchedule())
            .epochs(training.epochs())
            .batchSize(training.batchSize())
            .order(training.shuffle() ? Order.SHUFFLED : Order.AS_GIVEN)
            .seed(training.seed())
            .finalWeights(training.restoreBest() ? FinalWeights.BEST : FinalWeights.LAST)
            .threads(Threads.exactly(threads))
            .regularization(regularization(training))
            .diagnosis(training.diagnostics() ? Diagnosis.EVERY_EPOCH : Diagnosis.NONE);
    addLimits(config, training);
    return config.build();
  }

  private static void addLimits(
      TrainingConfigBuilder config, ResolvedSpecification.Training training) {
    ClippingSpecification clipping = training.gradientClipping();
    if (clipping != null) {
      config.clipping(clipping.toClipping());
    }
    EarlyStoppingSpecification rule = training.earlyStopping();
    if (rule != null) {
      config.earlyStopping(
          new EarlyStopping(
              Objects.requireNonNull(rule.metric()).monitored(),
              Math.toIntExact(rule.patience()),
              rule.minimumDelta()));
    }
    Double seconds = training.maximumSeconds();
    if (seconds != null) {
      config.timeLimit(Duration.ofNanos((long) (seconds * 1e9)));
    }
  }

  private static Loss loss(ResolvedSpecification specification) {
    ResolvedSpecification.Training training = specification.training();
    return switch (specification.loss()) {
      case CROSS_ENTROPY ->
          new CrossEntropy(
              classWeights(specification.classes(), training.classWeights()),
              training.labelSmoothing());
      case BINARY_CROSS_ENTROPY -> new ElementwiseLoss.BinaryCrossEntropy();
      case MEAN_SQUARED_ERROR -> new ElementwiseLoss.MeanSquaredError();
      case MEAN_ABSOLUTE_ERROR -> new ElementwiseLoss.MeanAbsoluteError();
      case HUBER -> new ElementwiseLoss.Huber(Objects.requireNonNull(training.huberDelta()));
    };
  }

  /** In the order of the network's outputs. */
  private static List<Double> classWeights(
      List<String> classes, @Nullable Map<String, Double> weights) {
    return weights == null
        ? List.of()
        : classes.stream().map(label -> Objects.requireNonNull(weights.get(label))).toList();
  }

  private static Metric metric(ModelOutput output) {
    return switch (output) {
      case ModelOutput.Classification _ -> new Metric.Accuracy();
      case ModelOutput.Regression regression ->
          new Metric.RootMeanSquaredError(
              regression.targets().stream().map(ModelOutput.Target::deviation).toList());
    };
  }

  private static Regularization regularization(ResolvedSpecification.Training training) {
    Double maxNorm = training.maxNorm();
    return new Regularization(training.l1(), maxNorm == null ? Double.POSITIVE_INFINITY : maxNorm);
  }
}
