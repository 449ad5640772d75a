package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * Importance by permutation: how much worse a model predicts when the values of one column change
 * places between the rows, so that they say nothing about their row any more.
 *
 * <p>Source: L. Breiman, "Random forests", Machine Learning 45 (2001), section 10; for any model A.
 * Fisher, C. Rudin, F. Dominici, arXiv:1801.01489. Which value goes where depends on the seed, the
 * input and the repeat alone. Belongs to one thread.
 */
final class PermutationImportance {

  private final TrainedModel model;
  private final float[][] rows; // features, then targets
  private final int features;
  private final Predictions predictions;

  private PermutationImportance(TrainedModel model, float[][] rows, int features) {
    this.model = model;
    this.rows = rows;
    this.features = features;
    this.predictions = new Predictions(model);
  }

  /** How well rows are predicted. */
  private record Score(double metric, double loss) {}

  /** The most important first, and the metric without any permutation. */
  record Result(double baseline, List<ImportanceResponse.Input> inputs) {}

  static Result of(
      TrainedModel model, LabelledRows rows, RowSample sample, int repeats, long seed) {
    float[][] some = new float[sample.size()][rows.reader().width()];
    float[] scratch = rows.reader().scratch();
    long[] numbers = sample.numbers();
    for (int i = 0; i < some.length; i++) {
      rows.read(numbers[i], scratch, some[i]);
    }
    return new PermutationImportance(model, some, rows.reader().featureWidth())
        .result(repeats, RandomKey.of(seed, Purpose.PERMUTATION));
  }

  private Result result(int repeats, RandomKey key) {
    int[] order = IntStream.range(0, rows.length).toArray();
    Score baseline = score(order, 0, 0);
    List<ImportanceResponse.Input> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < model.description().inputs().size(); i++) {
      ModelInput input = model.description().inputs().get(i);
      List<Double> values = new ArrayList<>();
      double lossIncrease = 0;
      for (int repeat = 0; repeat < repeats; repeat++) {
        key.derive(i).derive(repeat).permutation(order);
        Score score = score(order, from, input.rawWidth());
        values.add(baseline.metric() - score.metric());
        lossIncrease += (score.loss() - baseline.loss()) / repeats;
      }
      found.add(input(input.name(), values, lossIncrease));
      from += input.rawWidth();
    }
    found.sort(
        Comparator.comparingDouble(ImportanceResponse.Input::importance)
            .thenComparingDouble(ImportanceResponse.Input::tieBreak)
            .reversed()
            .thenComparing(ImportanceResponse.Input::input));
    return new Result(baseline.metric(), found);
  }

  private static ImportanceResponse.Input input(
      String name, List<Double> values, double lossIncrease) {
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new ImportanceResponse.Input(
        name, mean, Math.sqrt(squares / values.size()), values, Figure.of(lossIncrease));
  }

  /** With {@code width} values from {@code from} on taken from the rows in another order. */
  private Score score(int[] order, int from, int width) {
    return switch (model.description().output()) {
      case ModelOutput.Classification classification ->
          classification(classification, order, from, width);
      case ModelOutput.Regression regression -> regression(regression, order, from, width);
    };
  }

  private Score classification(
      ModelOutput.Classification output, int[] order, int from, int width) {
    double[] sums = new double[2];
    predict(
        order,
        from,
        width,
        (outputs, row, number) -> {
          int actual = (int) rows[number][features];
          boolean hit = ClassificationTally.likeliest(output.probabilities(outputs, row)) == actual;
          sums[0] += hit ? 1 : 0;
          sums[1] += Predictions.logLoss(output.head(), outputs, row, actual);
        });
    return new Score(sums[0] / rows.length, sums[1] / rows.length);
  }

  private Score regression(ModelOutput.Regression output, int[] order, int from, int width) {
    List<ModelOutput.Target> targets = output.targets();
    List<TargetTally> tallies =
        targets.stream()
            .map(target ->
                new TargetTally(
                    target.name(),
                    RowSample.of(rows.length, 0, 1),
                    RowSample.of(rows.length, 0, 1)))
            .toList();
    predict(
        order,
        from,
        width,
        (outputs, row, number) -> {
          for (int i = 0; i < tallies.size(); i++) {
            tallies
                .get(i)
                .add(targets.get(i).value(outputs.get(row, i)), rows[number][features + i]);
          }
        });
    double sum = 0;
    for (TargetTally tally : tallies) {
      Double r2 = tally.r2();
      if (r2 == null) {
        throw constant(tally.result().target()).toException();
      }
      sum += r2;
    }
    return new Score(sum / tallies.size(), Double.NaN);
  }

  private static Problem constant(String target) {
    return Problem.of(
        ProblemType.LABEL_INVALID,
        "All rows have the same '%s', so nothing can be worse than guessing it; use rows with different values."
            .formatted(target));
  }

  /** What is done with each row. */
  @FunctionalInterface
  private interface RowVisitor {
    void visit(Matrix outputs, int row, int number);
  }

  private void predict(int[] order, int from, int width, RowVisitor visitor) {
    float[] raw = new float[features];
    for (int first = 0; first < rows.length; first += predictions.batchRows()) {
      int count = Math.min(predictions.batchRows(), rows.length - first);
      predictions.clear();
      for (int i = first; i < first + count; i++) {
        System.arraycopy(rows[i], 0, raw, 0, features);
        System.arraycopy(rows[order[i]], from, raw, from, width);
        predictions.add(raw);
      }
      Matrix outputs = predictions.outputs(first);
      for (int i = 0; i < count; i++) {
        visitor.visit(outputs, i, first + i);
      }
    }
  }
}
