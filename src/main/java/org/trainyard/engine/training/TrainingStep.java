package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.parallel.Plan;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * One minibatch: gather, forward, loss, backward. Leaves {@code dL/dY} of each layer behind, from
 * which the gradients of the parameters are summed.
 *
 * <p>A member of the team does all of it for its own rows, a block at a time, without waiting for
 * the others. Allocates nothing.
 */
final class TrainingStep {

  private final Samples samples;
  private final Loss loss;
  private final Metric metric;
  private final Team team;
  private final TrainingPass pass;
  private final Matrix targets;
  private final double[] rowLosses;
  private final double[] rowMetrics;
  private final Plan plan;

  // Written by the caller before the team starts.
  private int[] order = {};
  private int first;
  private double normalizer;

  TrainingStep(
      Network network,
      Samples samples,
      TrainingConfig config,
      int batchSize,
      RandomKey key,
      Team team) {
    this.samples = samples;
    this.loss = config.loss();
    this.metric = config.metric();
    this.team = team;
    this.pass = new TrainingPass(network, batchSize, key);
    this.targets = Matrix.zeros(batchSize, samples.targetSize());
    this.rowLosses = new double[batchSize];
    this.rowMetrics = new double[batchSize];
    this.plan = new Plan(tasks(), BlockRows.of(network));
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    tasks.add((Task.Rows) this::gather);
    tasks.addAll(pass.forward());
    tasks.add((Task.Rows) this::evaluate);
    tasks.addAll(pass.backward());
    return tasks;
  }

  TrainingPass pass() {
    return pass;
  }

  /**
   * Runs a minibatch and returns its mean loss.
   *
   * @param number of the step since the start of the training, from 0
   */
  double run(Minibatches batches, int batch, long number, ScoreSum sum) {
    int rows = batches.rows(batch);
    order = batches.order();
    first = batches.first(batch);
    samples.gatherTargets(order, first, rows, targets);
    normalizer = loss.normalizer(targets, rows, pass.outputs().columns());
    pass.beginStep(number);
    plan.run(team, rows);
    return sum.add(rowLosses, rowMetrics, rows, normalizer);
  }

  private void gather(int from, int to) {
    samples.gatherInputs(order, first + from, to - from, pass.inputs(), from);
  }

  private void evaluate(int from, int to) {
    loss.evaluate(pass.outputs(), targets, from, to, normalizer, pass.outputGradient(), rowLosses);
    metric.evaluate(pass.outputs(), targets, from, to, rowMetrics);
  }
}
