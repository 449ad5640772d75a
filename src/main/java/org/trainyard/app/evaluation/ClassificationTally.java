package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up predictions of labels, row by row, always in the same order, so that the sums have the
 * same bits. Keeps the probabilities of a bounded number of rows for the curves. Belongs to one
 * thread.
 */
final class ClassificationTally {

  private final List<String> labels;
  private final RowSample sample;
  private final long[] support;
  private final long[] predictions;
  private final long[] hits;
  private final long @Nullable [][] confusion;
  private final float[] kept; // (sampled rows, labels), row-major
  private final int[] keptActual;
  private final Calibration.Tally calibration = new Calibration.Tally();
  private int keptRows;
  private long rows;
  private double logLosses;
  private double brier;

  /**
   * Nothing added yet.
   *
   * @param sample which rows the curves are made of
   */
  ClassificationTally(List<String> labels, RowSample sample) {
    this.labels = List.copyOf(labels);
    this.sample = sample;
    this.support = new long[labels.size()];
    this.predictions = new long[labels.size()];
    this.hits = new long[labels.size()];
    this.confusion =
        labels.size() <= ConfusionMatrix.MAX_LABELS ? new long[labels.size()][labels.size()] : null;
    this.kept = new float[Math.multiplyExact(sample.size(), labels.size())];
    this.keptActual = new int[sample.size()];
  }

  /**
   * Adds a row.
   *
   * @param probabilities of each label, not kept
   * @param logLoss {@code -log(probability of the actual label)}
   * @param actual index of its label
   */
  void add(float[] probabilities, double logLoss, int actual) {
    int predicted = likeliest(probabilities);
    support[actual]++;
    predictions[predicted]++;
    if (predicted == actual) {
      hits[actual]++;
    }
    if (confusion != null) {
      confusion[actual][predicted]++;
    }
    logLosses += logLoss;
    for (int i = 0; i < probabilities.length; i++) {
      double distance = (double) probabilities[i] - (i == actual ? 1 : 0);
      brier += distance * distance;
    }
    calibration.add(probabilities[predicted], predicted == actual);
    if (sample.takes(rows)) {
      System.arraycopy(probabilities, 0, kept, keptRows * labels.size(), labels.size());
      keptActual[keptRows++] = actual;
    }
    rows++;
  }

  /** The first of the highest, as in a prediction. */
  static int likeliest(float[] probabilities) {
    int likeliest = 0;
    for (int i = 1; i < probabilities.length; i++) {
      likeliest = probabilities[i] > probabilities[likeliest] ? i : likeliest;
    }
    return likeliest;
  }

  ClassificationEvaluation result() {
    List<LabelFigures> figures =
        IntStream.range(0, labels.size())
            .mapToObj(i -> LabelFigures.of(labels.get(i), hits[i], predictions[i], support[i]))
            .toList();
    List<RocCurve> roc = new ArrayList<>();
    List<PrecisionRecallCurve> precisionRecall = new ArrayList<>();
    Curves curves = new Curves(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      RankedScores scores = RankedScores.of(kept, keptActual, keptRows, labels.size(), i);
      roc.add(curves.roc(labels.get(i), scores));
      precisionRecall.add(curves.precisionRecall(labels.get(i), scores));
    }
    return new ClassificationEvaluation(
        rows,
        Figure.ratio(logLosses, rows),
        Figure.ratio(LongStream.of(hits).sum(), rows),
        mean(figures, LabelFigures::recall),
        mean(figures, LabelFigures::f1),
        Figure.ratio(logLosses, rows),
        Figure.ratio(brier, rows),
        figures,
        confusionMatrix(),
        roc,
        precisionRecall,
        calibration.result(),
        keptRows);
  }

  private @Nullable ConfusionMatrix confusionMatrix() {
    return confusion == null
        ? null
        : new ConfusionMatrix(
            labels,
            List.of(confusion).stream().map(row -> LongStream.of(row).boxed().toList()).toList());
  }

  /** Of those that are defined. */
  private static @Nullable Double mean(
      List<LabelFigures> figures, Function<LabelFigures, @Nullable Double> figure) {
    double sum = 0;
    int defined = 0;
    for (LabelFigures label : figures) {
      Double value = figure.apply(label);
      if (value != null) {
        sum += value;
        defined++;
      }
    }
    return Figure.ratio(sum, defined);
  }
}
