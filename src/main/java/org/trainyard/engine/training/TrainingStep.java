package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
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
 * The passes of one minibatch: gather, forward, loss, backward, a {@link Chunks chunk} after the
 * other. Leaves {@code dL/dY} of each layer behind, from which the gradients of the parameters are
 * summed.
 *
 * <p>A member of the team does all of it for its own rows, without waiting for the others.
 * Allocates nothing.
 */
final class TrainingStep {

  private final Samples samples;
  private final Loss loss;
  private final Metric metric;
  private final Team team;
  private final Chunks chunks;
  private final TrainingPass pass;
  private final Matrix targets; // (batchSize, targetSize)
  private final List<Matrix> chunkTargets; // views of them
  private final RowScores scores;
  private final Plan plan;

  // Written by the caller before the team starts.
  private int[] order = {};
  private int first;
  private int batchRows;
  private int chunk;
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
    this.chunks = Chunks.of(network, batchSize, team.size());
    this.pass = new TrainingPass(network, chunks.rows(), key);
    this.targets = Matrix.zeros(batchSize, samples.targetSize());
    this.chunkTargets =
        IntStream.range(0, chunks.count(batchSize))
            .mapToObj(
                i -> targets.view(chunks.first(i), chunks.first(i) + chunks.rows(i, batchSize)))
            .toList();
    this.scores = new RowScores(batchSize, chunks.rows());
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

  /** Begins a minibatch; returns how many chunks it has. */
  int begin(Minibatches batches, int batch) {
    batchRows = batches.rows(batch);
    order = batches.order();
    first = batches.first(batch);
    samples.gatherTargets(order, first, batchRows, targets);
    normalizer = loss.normalizer(targets, batchRows, pass.outputs().columns());
    return chunks.count(batchRows);
  }

  /**
   * Takes a chunk of the minibatch through both passes.
   *
   * @param number of the step since the start of the training, from 0
   * @return how many rows the chunk has
   */
  int run(int chunkNumber, long number) {
    chunk = chunkNumber;
    int rows = chunks.rows(chunk, batchRows);
    pass.begin(number, chunks.first(chunk));
    plan.run(team, rows);
    scores.keep(chunks.first(chunk), rows);
    return rows;
  }

  /** Adds the scores of the minibatch to a sum and returns its mean loss. */
  double score(ScoreSum sum) {
    return sum.add(scores.losses(), scores.metrics(), batchRows, normalizer);
  }

  /**
   * The first layer of the minibatch that computed a number that is not finite; empty if there is
   * none, and the loss alone is not finite. Computes the passes again, after {@link #run}.
   */
  OptionalInt firstNonFiniteLayer(long number) {
    for (int i = 0; i < chunks.count(batchRows); i++) {
      OptionalInt layer = pass.firstNonFinite(run(i, number));
      if (layer.isPresent()) {
        return layer;
      }
    }
    return OptionalInt.empty();
  }

  private void gather(int from, int to) {
    int start = first + chunks.first(chunk);
    samples.gatherInputs(order, start + from, to - from, pass.inputs(), from);
  }

  private void evaluate(int from, int to) {
    Matrix outputs = pass.outputs();
    Matrix wanted = chunkTargets.get(chunk);
    loss.evaluate(
        outputs, wanted, from, to, normalizer, pass.outputGradient(), scores.chunkLosses());
    metric.evaluate(outputs, wanted, from, to, scores.chunkMetrics());
  }
}
