package org.trainyard.engine.training;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkRun;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/** The state of one training: memory, optimizer, position. Belongs to one thread. */
final class TrainingRun {

  private final Network network;
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final Batches batches;
  private final NetworkRun passes;
  private final List<Matrix> gradients;
  private final OptimizerState optimizerState;
  private final RandomKey shuffle;
  private final int samples;
  private double lastFiniteLoss = Double.NaN;

  TrainingRun(
      Network network,
      Samples training,
      TrainingConfig config,
      TrainingListener listener,
      StopSignal stop) {
    if (training.size() < 1) {
      throw new IllegalArgumentException("training needs at least one row");
    }
    this.network = network;
    this.config = config;
    this.listener = listener;
    this.stop = stop;
    this.samples = training.size();
    this.batches = new Batches(training, config.batchSize());
    this.passes = NetworkRun.forTraining(network, batches.batchSize());
    this.gradients = passes.gradients();
    this.optimizerState = config.optimizer().initialState(network.parameters());
    this.shuffle = RandomKey.of(config.seed(), Purpose.SHUFFLE);
  }

  int steps() {
    return batches.count();
  }

  int samples() {
    return samples;
  }

  /** One pass over the rows; empty if a stop was asked for. */
  Optional<Score> epoch(int epoch) {
    switch (config.order()) {
      case SHUFFLED -> shuffle.derive(epoch).permutation(batches.order());
      case AS_GIVEN -> {}
    }
    ScoreSum sum = new ScoreSum(config.metric());
    for (int step = 1; step <= steps(); step++) {
      if (stop.isStopRequested()) {
        return Optional.empty();
      }
      step(batches.gather(step - 1), epoch, step, sum);
      listener.stepEnded(epoch, step, steps());
    }
    return stop.isStopRequested() ? Optional.empty() : Optional.of(sum.score());
  }

  private void step(Batches.Batch batch, int epoch, int step, ScoreSum sum) {
    Matrix outputs = passes.forward(batch.inputs());
    double loss = config.loss().evaluate(outputs, batch.targets(), passes.outputGradient());
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(epoch, step, lastFiniteLoss);
    }
    lastFiniteLoss = loss;
    sum.add(loss, outputs, batch.targets());
    passes.backward();
    update();
  }

  private void update() {
    Optimizer optimizer = config.optimizer();
    optimizer.begin(optimizerState, optimizer.learningRate(), optimizer.momentum());
    for (int i = 0; i < gradients.size(); i++) {
      float[] values = network.parameters().get(i).value().data();
      optimizer.update(optimizerState, i, values, gradients.get(i).data(), 0, values.length);
    }
  }
}
