package org.trainyard.engine.training;

import java.time.Duration;
import java.util.Optional;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.training.TrainingConfig.Diagnosis;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;
import org.trainyard.engine.training.TrainingConfig.Order;

/** Collects the members of a {@link TrainingConfig}, which are explained there. */
public final class TrainingConfigBuilder {

  private final Loss loss;
  private final Metric metric;
  private final Optimizer optimizer;
  private Schedule schedule = new Schedule.Constant();
  private int epochs = 10;
  private int batchSize = 32;
  private Order order = Order.SHUFFLED;
  private long seed = 1;
  private Regularization regularization = Regularization.NONE;
  private GradientClipping clipping = new GradientClipping.None();
  private Optional<EarlyStopping> earlyStopping = Optional.empty();
  private FinalWeights finalWeights = FinalWeights.LAST;
  private Optional<Duration> timeLimit = Optional.empty();
  private Threads threads = Threads.AUTOMATIC;
  private Diagnosis diagnosis = Diagnosis.NONE;

  TrainingConfigBuilder(Loss loss, Metric metric, Optimizer optimizer) {
    this.loss = loss;
    this.metric = metric;
    this.optimizer = optimizer;
  }

  public TrainingConfigBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  public TrainingConfigBuilder batchSize(int value) {
    batchSize = value;
    return this;
  }

  public TrainingConfigBuilder order(Order value) {
    order = value;
    return this;
  }

  public TrainingConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  public TrainingConfigBuilder schedule(Schedule value) {
    schedule = value;
    return this;
  }

  public TrainingConfigBuilder regularization(Regularization value) {
    regularization = value;
    return this;
  }

  public TrainingConfigBuilder clipping(GradientClipping value) {
    clipping = value;
    return this;
  }

  public TrainingConfigBuilder earlyStopping(EarlyStopping value) {
    earlyStopping = Optional.of(value);
    return this;
  }

  public TrainingConfigBuilder finalWeights(FinalWeights value) {
    finalWeights = value;
    return this;
  }

  public TrainingConfigBuilder timeLimit(Duration value) {
    timeLimit = Optional.of(value);
    return this;
  }

  public TrainingConfigBuilder threads(Threads value) {
    threads = value;
    return this;
  }

  public TrainingConfigBuilder diagnosis(Diagnosis value) {
    diagnosis = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if a member is out of its range
   */
  public TrainingConfig build() {
    return new TrainingConfig(
        epochs,
        batchSize,
        order,
        seed,
        loss,
        metric,
        optimizer,
        schedule,
        regularization,
        clipping,
        earlyStopping,
        finalWeights,
        timeLimit,
        threads,
        diagnosis);
  }
}
