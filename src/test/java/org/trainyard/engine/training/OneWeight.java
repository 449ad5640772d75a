package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.tensor.Matrix;

/**
 * Trainings of {@code y = w x} with {@code x = 1}, which can be done by hand: a row with the target
 * {@code t} has the loss {@code (w - t)^2} and the gradient {@code 2 (w - t)}.
 */
final class OneWeight {

  private OneWeight() {}

  static Network network(float weight) {
    Network network =
        Network.create(
            new NetworkSpec(
                1,
                List.of(new LayerSpec.Linear(1, LayerSpec.Bias.WITHOUT_BIAS, Initializer.zeros()))),
            1);
    network.setWeights(new float[] {weight});
    return network;
  }

  static ArraySamples targets(float... targets) {
    Matrix ones = Matrix.zeros(targets.length, 1);
    for (int row = 0; row < targets.length; row++) {
      ones.set(row, 0, 1);
    }
    return new ArraySamples(ones, Matrix.of(targets.length, 1, targets));
  }

  static TrainingData training(float... targets) {
    return new TrainingData(targets(targets), Optional.empty());
  }

  /** Plain gradient descent, row by row as they are given. */
  static TrainingConfigBuilder config(double learningRate) {
    return TrainingConfig.builder(
            new ElementwiseLoss.MeanSquaredError(),
            new Metric.RootMeanSquaredError(List.of(1.0)),
            new Sgd(learningRate, 0, Sgd.Acceleration.CLASSICAL, 0))
        .batchSize(1)
        .order(TrainingConfig.Order.AS_GIVEN);
  }

  static TrainingResult train(Network network, TrainingData data, TrainingConfigBuilder config) {
    return new Trainer(() -> 0).train(network, data, config.build(), TrainingHooks.NONE);
  }

  /** Remembers all epochs. */
  static final class Epochs implements TrainingListener {

    final List<EpochResult> results = new ArrayList<>();

    @Override
    public void epochEnded(EpochResult result) {
      results.add(result);
    }
  }
}
