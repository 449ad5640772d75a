package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.InferencePass;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.parallel.Plan;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.tensor.Matrix;

/** Measures a network on samples that it does not learn from. Belongs to one thread. */
final class Evaluator {

  /** Rows that are measured at a time. */
  static final int BATCH_SIZE = 1024;

  private final Samples samples;
  private final Loss loss;
  private final Metric metric;
  private final Team team;
  private final Minibatches batches;
  private final InferencePass pass;
  private final Matrix targets;
  private final Matrix unusedGradient; // the losses write one
  private final double[] rowLosses;
  private final double[] rowMetrics;
  private final Plan plan;

  // Written by the caller before the team starts.
  private int first;
  private double normalizer;

  Evaluator(Network network, Samples samples, Loss loss, Metric metric, Team team) {
    Shapes.require(samples, network.spec(), loss);
    this.samples = samples;
    this.loss = loss;
    this.metric = metric;
    this.team = team;
    this.batches = new Minibatches(samples.size(), BATCH_SIZE);
    int rows = batches.batchSize();
    this.pass = new InferencePass(network, rows);
    this.targets = Matrix.zeros(rows, samples.targetSize());
    this.unusedGradient = Matrix.zeros(rows, network.spec().outputSize());
    this.rowLosses = new double[rows];
    this.rowMetrics = new double[rows];
    this.plan = new Plan(tasks(), BlockRows.of(network));
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    tasks.add((Task.Rows) this::gather);
    tasks.addAll(pass.forward());
    tasks.add((Task.Rows) this::score);
    return tasks;
  }

  /** The score over all rows; empty if a stop was asked for. */
  Optional<Score> evaluate(StopSignal stop) {
    ScoreSum sum = new ScoreSum(metric);
    for (int i = 0; i < batches.count(); i++) {
      if (stop.isStopRequested()) {
        return Optional.empty();
      }
      int rows = batches.rows(i);
      first = batches.first(i);
      samples.gatherTargets(batches.order(), first, rows, targets);
      normalizer = loss.normalizer(targets, rows, pass.outputs().columns());
      plan.run(team, rows);
      sum.add(rowLosses, rowMetrics, rows, normalizer);
    }
    return Optional.of(sum.score());
  }

  private void gather(int from, int to) {
    samples.gatherInputs(batches.order(), first + from, to - from, pass.inputs(), from);
  }

  private void score(int from, int to) {
    loss.evaluate(pass.outputs(), targets, from, to, normalizer, unusedGradient, rowLosses);
    metric.evaluate(pass.outputs(), targets, from, to, rowMetrics);
  }
}
