package org.trainyard.engine.training;

import java.util.List;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.parallel.Slices;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter.Role;

/**
 * The second half of a step: sums the gradients of the parameters over the minibatch and lets the
 * optimizer use them.
 *
 * <p>A member of the team owns some rows of each parameter: it sums their gradient and updates them
 * while they are in its cache, so that no gradient is ever added up between threads, and the number
 * of threads never changes a bit. Only clipping by norm must know all gradients before the first
 * update. Allocates nothing.
 */
final class ParameterUpdates {

  /** Ends of slices of rows, and of columns. */
  private static final int GRAIN = 8;

  private static final int COLUMN_GRAIN = 16;

  /** Ends of blocks: whole groups of a packed operand, whole squares of a transposition. */
  private static final int BLOCK_GRAIN = 48;

  /** Elements of a gradient that are updated while they are in the second cache. */
  private static final int BLOCK_ELEMENTS = 48 * 1024;

  private final List<TrainedParameter> parameters;
  private final Optimizer optimizer;
  private final OptimizerState state;
  private final GradientClipping clipping;
  private final Regularization regularization;
  private final Team team;
  private final Team.Work add = eachBlock(this::add);
  private final Team.Work sumAndUpdate = eachBlock(this::sumAndUpdate);
  private final Team.Work sum = eachBlock(this::sum);
  private final Team.Work update = eachBlock(this::update);
  private final Team.Work boundNorms = this::boundNorms;
  private final Team.Work refresh =
      eachBlock((parameter, _, from, to) -> parameter.changed(from, to));

  // Written by the caller before the team starts.
  private int chunkRows;
  private boolean isContinued;
  private float scale = 1f;

  ParameterUpdates(
      List<TrainedParameter> parameters, TrainingConfig config, OptimizerState state, Team team) {
    this.parameters = parameters;
    this.optimizer = config.optimizer();
    this.clipping = config.clipping();
    this.regularization = config.regularization();
    this.state = state;
    this.team = team;
  }

  /** Sums the gradients of a chunk that is not the last one of its minibatch. */
  void add(int rows) {
    chunkRows = rows;
    team.run(add);
    isContinued = true;
  }

  /** Sums the gradients of the last chunk of a minibatch, and uses them. */
  void run(int rows, double learningRate, double momentum) {
    chunkRows = rows;
    optimizer.begin(state, learningRate, momentum);
    switch (clipping) {
      case GradientClipping.ByNorm(double norm) -> {
        team.run(sum);
        scale = (float) Math.min(1, norm / (totalNorm() + 1e-6));
        team.run(update);
      }
      case GradientClipping.ByValue _, GradientClipping.None _ -> team.run(sumAndUpdate);
    }
    if (regularization.maxNorm() < Double.POSITIVE_INFINITY) {
      team.run(boundNorms);
      team.run(refresh);
    }
    isContinued = false;
  }

  /** Some rows of a parameter. */
  @FunctionalInterface
  private interface Block {
    void run(TrainedParameter parameter, int number, int from, int to);
  }

  private Team.Work eachBlock(Block block) {
    return (member, members) -> eachBlock(member, members, block);
  }

  /** All blocks of rows that a member of the team owns. */
  private void eachBlock(int member, int members, Block block) {
    for (int i = 0; i < parameters.size(); i++) {
      TrainedParameter parameter = parameters.get(i);
      int rows = parameter.gradient().rows();
      int from = Slices.start(rows, member, members, GRAIN);
      int to = Slices.start(rows, member + 1, members, GRAIN);
      int size = blockRows(parameter.gradient());
      for (int row = from; row < to; row += size) {
        block.run(parameter, i, row, Math.min(to, row + size));
      }
    }
  }

  private static int blockRows(Matrix gradient) {
    return Math.max(BLOCK_GRAIN, BLOCK_ELEMENTS / gradient.stride() / BLOCK_GRAIN * BLOCK_GRAIN);
  }

  private void sumAndUpdate(TrainedParameter parameter, int number, int from, int to) {
    sum(parameter, number, from, to);
    if (clipping instanceof GradientClipping.ByValue(double bound)) {
      clamp(parameter.gradient(), from, to, (float) bound);
    }
    update(parameter, number, from, to);
  }

  private void add(TrainedParameter parameter, int number, int from, int to) {
    if (isContinued) {
      parameter.addGradient(chunkRows, from, to);
    } else {
      parameter.computeGradient(chunkRows, from, to);
    }
  }

  private void sum(TrainedParameter parameter, int number, int from, int to) {
    add(parameter, number, from, to);
    if (regularization.l1() > 0 && parameter.parameter().role() == Role.WEIGHT) {
      addSigns(parameter, (float) regularization.l1(), from, to);
    }
  }

  private void update(TrainedParameter parameter, int number, int from, int to) {
    Matrix value = parameter.parameter().value();
    if (scale != 1f) {
      multiply(parameter.gradient(), from, to, scale);
    }
    optimizer.update(
        state,
        number,
        value,
        parameter.gradient(),
        from * value.stride(),
        (to - from) * value.stride());
    parameter.changed(from, to);
  }

  /** {@code dL/dw + l1 * sign(w)}, the subgradient of the penalty {@code l1 * |w|}. */
  private static void addSigns(TrainedParameter parameter, float l1, int from, int to) {
    float[] weights = parameter.parameter().value().data();
    float[] slopes = parameter.gradient().data();
    int w0 = parameter.parameter().value().index(from, 0);
    int g0 = parameter.gradient().index(from, 0);
    int count = (to - from) * parameter.gradient().stride();
    for (int i = 0; i < count; i++) {
      slopes[g0 + i] += l1 * Math.signum(weights[w0 + i]);
    }
  }

  private static void clamp(Matrix gradient, int from, int to, float bound) {
    float[] slopes = gradient.data();
    for (int i = gradient.index(from, 0); i < gradient.index(to, 0); i++) {
      slopes[i] = Math.clamp(slopes[i], -bound, bound);
    }
  }

  private static void multiply(Matrix gradient, int from, int to, float factor) {
    float[] slopes = gradient.data();
    for (int i = gradient.index(from, 0); i < gradient.index(to, 0); i++) {
      slopes[i] *= factor;
    }
  }

  /** The Euclidean norm of all gradients together. */
  private double totalNorm() {
    double total = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Matrix gradient = parameters.get(i).gradient();
      for (int row = 0; row < gradient.rows(); row++) {
        int start = gradient.index(row, 0);
        double squares = 0;
        for (int j = start; j < start + gradient.columns(); j++) {
          squares += (double) gradient.data()[j] * gradient.data()[j];
        }
        total += squares;
      }
    }
    return Math.sqrt(total);
  }

  /** Scales the incoming weights of each unit, which are a column, down to the largest norm. */
  private void boundNorms(int member, int members) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).parameter().role() == Role.WEIGHT) {
        Matrix weights = parameters.get(i).parameter().value();
        int from = Slices.start(weights.columns(), member, members, COLUMN_GRAIN);
        int to = Slices.start(weights.columns(), member + 1, members, COLUMN_GRAIN);
        for (int column = from; column < to; column++) {
          boundNorm(weights, column);
        }
      }
    }
  }

  private void boundNorm(Matrix weights, int column) {
    double squares = 0;
    for (int row = 0; row < weights.rows(); row++) {
      double weight = weights.get(row, column);
      squares += weight * weight;
    }
    double norm = Math.sqrt(squares);
    if (norm > regularization.maxNorm()) {
      float factor = (float) (regularization.maxNorm() / norm);
      for (int row = 0; row < weights.rows(); row++) {
        weights.set(row, column, weights.get(row, column) * factor);
      }
    }
  }
}
