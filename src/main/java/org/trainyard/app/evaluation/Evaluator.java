package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.tensor.Matrix;

/**
 * Evaluates models: reads the rows once, in batches, in one order, on the calling thread. Memory is
 * bounded whatever the number of rows; only the probabilities and residuals that curves and
 * quantiles need are kept, of a sample of rows where there are too many.
 */
public final class Evaluator {

  private static final int SHOWN_ROWS = 200; // predicted versus actual
  private static final long SEED = 1;

  private final TrainedModel model;
  private final LabelledRows rows;
  private final BooleanSupplier stop;

  private Evaluator(TrainedModel model, LabelledRows rows, BooleanSupplier stop) {
    this.model = model;
    this.rows = rows;
    this.stop = stop;
  }

  /**
   * Evaluates a model.
   *
   * @param rows at least one, whose labels the model knows and whose targets are not missing
   * @param stop asked between batches
   * @return empty if it was stopped
   * @throws org.trainyard.app.web.ProblemException {@code value-not-finite} if a prediction is
   */
  public static Optional<Evaluation> evaluate(
      TrainedModel model, LabelledRows rows, BooleanSupplier stop) {
    Evaluator evaluator = new Evaluator(model, rows, stop);
    return switch (model.description().output()) {
      case ModelOutput.Classification classification -> evaluator.classification(classification);
      case ModelOutput.Regression regression -> evaluator.regression(regression);
    };
  }

  private Optional<Evaluation> classification(ModelOutput.Classification output) {
    ClassificationTally tally =
        new ClassificationTally(output.labels(), sample(output.labels().size(), 4));
    boolean whole =
        predict((outputs, row, targets) -> {
          int actual = (int) targets[0];
          tally.add(
              output.probabilities(outputs, row),
              Predictions.logLoss(output.head(), outputs, row, actual),
              actual);
        });
    return whole ? Optional.of(tally.result()) : Optional.empty();
  }

  private Optional<Evaluation> regression(ModelOutput.Regression output) {
    List<ModelOutput.Target> targets = output.targets();
    List<TargetTally> tallies = new ArrayList<>();
    for (ModelOutput.Target target : targets) {
      tallies.add(
          new TargetTally(
              target.name(),
              sample(targets.size(), 8),
              RowSample.of(rows.size(), Math.max(1, SHOWN_ROWS / targets.size()), SEED)));
    }
    boolean whole =
        predict((outputs, row, actual) -> {
          for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).add(targets.get(i).value(outputs.get(row, i)), actual[i]);
          }
        });
    return whole
        ? Optional.of(
            RegressionEvaluation.of(
                rows.size(),
                sample(targets.size(), 8).size(),
                tallies.stream().map(TargetTally::result).toList()))
        : Optional.empty();
  }

  /**
   * The rows of which something may be kept.
   *
   * @param numbers that are kept of each row, in so many bytes each
   */
  private RowSample sample(int numbers, int bytes) {
    return RowSample.of(rows.size(), EvaluationMemory.keptRows(numbers, bytes), SEED);
  }

  /** What is done with each row. */
  @FunctionalInterface
  private interface RowVisitor {
    void visit(Matrix outputs, int row, float[] targets);
  }

  /** False if it was stopped. */
  private boolean predict(RowVisitor visitor) {
    Predictions predictions = new Predictions(model);
    int features = rows.reader().featureWidth();
    float[] scratch = rows.reader().scratch();
    float[] values = new float[rows.reader().width()];
    float[][] targets = new float[predictions.batchRows()][rows.reader().targetWidth()];
    for (long first = 0; first < rows.size(); first += predictions.batchRows()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int count = (int) Math.min(predictions.batchRows(), rows.size() - first);
      predictions.clear();
      for (int i = 0; i < count; i++) {
        rows.read(first + i, scratch, values);
        predictions.add(values);
        System.arraycopy(values, features, targets[i], 0, targets[i].length);
      }
      Matrix outputs = predictions.outputs(first);
      for (int i = 0; i < count; i++) {
        visitor.visit(outputs, i, targets[i]);
      }
    }
    return true;
  }
}
