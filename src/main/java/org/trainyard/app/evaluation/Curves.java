package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes curves: areas of all thresholds, points of so many that a curve can be drawn. Immutable.
 */
final class Curves {

  private static final int MOST_POINTS = 100; // of a curve
  private static final int FEWEST_POINTS = 10;
  private static final int POINTS = 1000; // of all labels together, within these bounds

  private final int maxPoints;

  Curves(int labels) {
    this.maxPoints = Math.clamp(POINTS / labels, FEWEST_POINTS, MOST_POINTS);
  }

  RocCurve roc(String label, RankedScores scores) {
    if (scores.positives() == 0 || scores.negatives() == 0) {
      return new RocCurve(label, null, List.of());
    }
    double positives = scores.positives();
    double negatives = scores.negatives();
    List<RocCurve.Point> points = new ArrayList<>();
    points.add(new RocCurve.Point(null, 0, 0));
    Thinning thinning = new Thinning(scores.thresholds(), 2);
    RocArea area = new RocArea();
    scores.forEach((threshold, truePositives, falsePositives) -> {
      area.add(truePositives, falsePositives);
      double x = falsePositives / negatives;
      double y = truePositives / positives;
      if (thinning.keeps(x + y)) {
        points.add(new RocCurve.Point(threshold, x, y));
      }
    });
    return new RocCurve(label, Figure.of(area.doubled / (2 * positives * negatives)), points);
  }

  PrecisionRecallCurve precisionRecall(String label, RankedScores scores) {
    if (scores.positives() == 0) {
      return new PrecisionRecallCurve(label, null, List.of());
    }
    double positives = scores.positives();
    List<PrecisionRecallCurve.Point> points = new ArrayList<>();
    Thinning thinning = new Thinning(scores.thresholds(), 1);
    AveragePrecision area = new AveragePrecision();
    scores.forEach((threshold, truePositives, falsePositives) -> {
      double precision = truePositives / ((double) truePositives + falsePositives);
      area.add(truePositives, precision);
      if (thinning.keeps(truePositives / positives) || points.isEmpty()) {
        points.add(new PrecisionRecallCurve.Point(threshold, truePositives / positives, precision));
      }
    });
    return new PrecisionRecallCurve(label, Figure.of(area.sum / positives), points);
  }

  /** Keeps points at about equal distances along a curve, and its end. */
  private final class Thinning {

    private final boolean keepsAll;
    private final double length;
    private long kept; // steps of the curve's length that have been passed

    Thinning(int points, double length) {
      this.keepsAll = points < maxPoints;
      this.length = length;
    }

    /** Whether the point so far along the curve is shown. */
    boolean keeps(double position) {
      long steps = (long) (position / length * (maxPoints - 1) + 1e-9); // 1e-9: the end is reached
      boolean isNew = steps > kept;
      kept = steps;
      return keepsAll || isNew;
    }
  }

  /** Twice the area in pairs of rows: whole numbers, so nothing is rounded. */
  private static final class RocArea {

    private long doubled;
    private long truePositives;
    private long falsePositives;

    void add(long nowTrue, long nowFalse) {
      doubled += (nowFalse - falsePositives) * (nowTrue + truePositives);
      truePositives = nowTrue;
      falsePositives = nowFalse;
    }
  }

  private static final class AveragePrecision {

    private double sum;
    private int truePositives;

    void add(int nowTrue, double precision) {
      sum += (nowTrue - truePositives) * precision;
      truePositives = nowTrue;
    }
  }
}
