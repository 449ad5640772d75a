package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkRun;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.tensor.Matrix;

/** Measures a network on samples that it does not learn from. Belongs to one thread. */
final class Evaluator {

  private static final int BATCH_SIZE = 256;

  private final Batches batches;
  private final NetworkRun passes;
  private final Matrix unusedGradient; // the losses write one
  private final Loss loss;
  private final Metric metric;

  Evaluator(Network network, Samples samples, Loss loss, Metric metric) {
    this.batches = new Batches(samples, BATCH_SIZE);
    this.passes = NetworkRun.forInference(network, batches.batchSize());
    this.unusedGradient = Matrix.zeros(batches.batchSize(), network.spec().outputSize());
    this.loss = loss;
    this.metric = metric;
  }

  /** The score over all rows; empty if a stop was asked for. */
  Optional<Score> evaluate(StopSignal stop) {
    ScoreSum sum = new ScoreSum(metric);
    for (int i = 0; i < batches.count(); i++) {
      if (stop.isStopRequested()) {
        return Optional.empty();
      }
      Batches.Batch batch = batches.gather(i);
      Matrix outputs = passes.forward(batch.inputs());
      sum.add(
          loss.evaluate(outputs, batch.targets(), unusedGradient.view(0, outputs.rows())),
          outputs,
          batch.targets());
    }
    return Optional.of(sum.score());
  }
}
