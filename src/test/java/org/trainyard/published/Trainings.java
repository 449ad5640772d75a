package org.trainyard.published;

import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingConfig.Order;
import org.trainyard.engine.training.TrainingConfigBuilder;

/** How the recipes train; rows are shuffled unless {@link #asGiven} says otherwise. */
final class Trainings {

  private Trainings() {}

  /** Cross-entropy of several classes. */
  static TrainingConfigBuilder classes(Optimizer optimizer, int batchSize, int epochs) {
    return of(Loss.crossEntropy(), optimizer, batchSize, epochs);
  }

  /** Binary cross-entropy of one logit. */
  static TrainingConfigBuilder binary(Optimizer optimizer, int batchSize, int epochs) {
    return of(new ElementwiseLoss.BinaryCrossEntropy(), optimizer, batchSize, epochs);
  }

  /** The rows in the order of the data set in every epoch. */
  static TrainingConfigBuilder asGiven(TrainingConfigBuilder training) {
    return training.order(Order.AS_GIVEN);
  }

  /** Without momentum and weight decay. */
  static Optimizer sgd(double learningRate) {
    return new Sgd(learningRate, 0, Sgd.Acceleration.CLASSICAL, 0);
  }

  /** With PyTorch's defaults. */
  static Optimizer adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  private static TrainingConfigBuilder of(
      Loss loss, Optimizer optimizer, int batchSize, int epochs) {
    return TrainingConfig.builder(loss, new Metric.Accuracy(), optimizer)
        .batchSize(batchSize)
        .epochs(epochs);
  }
}
