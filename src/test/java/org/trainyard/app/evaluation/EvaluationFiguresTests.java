package org.trainyard.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.engine.tensor.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every formula against scikit-learn, NumPy or SciPy: golden/evaluation/make_evaluation.py. */
class EvaluationFiguresTests {

  private static final double TOLERANCE = 1e-12;
  private static final JsonNode GOLDEN = golden();

  private static JsonNode golden() {
    try (InputStream file =
        EvaluationFiguresTests.class.getResourceAsStream("/golden/evaluation/evaluation.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClassificationEvaluation classified() {
    JsonNode golden = GOLDEN.get("classification");
    List<String> labels = golden.get("labels").valueStream().map(JsonNode::asString).toList();
    int rows = golden.get("actual").size();
    ClassificationTally tally = new ClassificationTally(labels, RowSample.of(rows, rows, 1));
    for (int row = 0; row < rows; row++) {
      float[] probabilities = floats(golden.get("probabilities").get(row));
      int actual = golden.get("actual").get(row).asInt();
      tally.add(probabilities, -Math.log(probabilities[actual]), actual);
    }
    return tally.result();
  }

  @Test
  void figuresOfLabelsAreThoseOfScikitLearn() {
    JsonNode golden = GOLDEN.get("classification");
    ClassificationEvaluation found = classified();

    assertThat(found.rows()).isEqualTo(golden.get("actual").size());
    assertFigure(found.accuracy(), golden.get("accuracy"));
    assertFigure(found.balancedAccuracy(), golden.get("balancedAccuracy"));
    assertFigure(found.macroF1(), golden.get("macroF1"));
    assertFigure(found.logLoss(), golden.get("logLoss"));
    assertFigure(found.loss(), golden.get("logLoss"));
    assertFigure(found.brier(), golden.get("brier"));
    assertFigure(found.calibration().expectedError(), golden.get("calibrationError"));
    for (int i = 0; i < 4; i++) {
      LabelFigures label = found.perClass().get(i);
      assertFigure(label.precision(), golden.get("precision").get(i));
      assertFigure(label.recall(), golden.get("recall").get(i));
      assertFigure(label.f1(), golden.get("f1").get(i));
      assertThat(label.support()).isEqualTo(golden.get("support").get(i).asLong());
      assertFigure(found.roc().get(i).area(), golden.get("rocArea").get(i));
      assertFigure(found.precisionRecall().get(i).area(), golden.get("precisionRecallArea").get(i));
    }
    assertThat(JsonMapper.shared().<JsonNode>valueToTree(counts(found)))
        .hasToString(golden.get("confusion").toString());
  }

  private static List<List<Long>> counts(ClassificationEvaluation found) {
    return Objects.requireNonNull(found.confusionMatrix()).counts();
  }

  @Test
  void curvesHaveThePointsOfScikitLearn() {
    JsonNode roc = GOLDEN.at("/classification/rocOfA"); // without its first point
    JsonNode precisionRecall = GOLDEN.at("/classification/precisionRecallOfA");
    List<RocCurve.Point> points = classified().roc().getFirst().points();
    List<PrecisionRecallCurve.Point> others = classified().precisionRecall().getFirst().points();

    assertThat(points)
        .hasSize(roc.get(0).size() + 1)
        .first()
        .isEqualTo(new RocCurve.Point(null, 0, 0));
    for (int i = 1; i < points.size(); i++) {
      assertFigure(points.get(i).falsePositiveRate(), roc.get(0).get(i - 1));
      assertFigure(points.get(i).truePositiveRate(), roc.get(1).get(i - 1));
      assertThat((double) Objects.requireNonNull(points.get(i).threshold()))
          .isEqualTo(roc.get(2).get(i - 1).asDouble());
    }
    assertThat(others).hasSize(precisionRecall.get(2).size());
    for (int i = 0; i < others.size(); i++) {
      int place = others.size() - 1 - i; // scikit-learn begins at the lowest threshold
      assertFigure(others.get(i).precision(), precisionRecall.get(0).get(place));
      assertFigure(others.get(i).recall(), precisionRecall.get(1).get(place));
    }
  }

  @Test
  void whatNoRowHasIsUndefined() {
    ClassificationEvaluation found = classified();

    assertThat(found.perClass().get(3).recall()).isNull();
    assertThat(found.roc().get(3).area()).isNull();
    assertThat(found.roc().get(3).points()).isEmpty();
    assertThat(found.precisionRecall().get(3).area()).isNull();
    assertThat(JsonMapper.shared().writeValueAsString(found)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void logLossesAreThoseOfSciPy() {
    JsonNode golden = GOLDEN.get("logLosses");
    for (int row = 0; row < 12; row++) {
      float[] logits = floats(golden.at("/softmax/logits").get(row));
      assertThat(
              Predictions.logLoss(
                  ModelOutput.Head.SOFTMAX,
                  Matrix.of(1, 3, logits),
                  0,
                  golden.at("/softmax/actual").get(row).asInt()))
          .isCloseTo(golden.at("/softmax/losses").get(row).asDouble(), within(1e-12));
      float logit = (float) golden.at("/sigmoid/logits").get(row).asDouble();
      assertThat(
              Predictions.logLoss(
                  ModelOutput.Head.SIGMOID,
                  Matrix.of(1, 1, logit),
                  0,
                  golden.at("/sigmoid/actual").get(row).asInt()))
          .isCloseTo(golden.at("/sigmoid/losses").get(row).asDouble(), within(1e-12));
    }
  }

  @Test
  void figuresOfNumbersAreThoseOfScikitLearn() {
    JsonNode golden = GOLDEN.get("regression");
    float[] actual = floats(golden.get("actual"));
    float[] predicted = floats(golden.get("predicted"));
    TargetTally tally =
        new TargetTally(
            "y", RowSample.of(actual.length, 100, 1), RowSample.of(actual.length, 10, 1));
    for (int i = 0; i < actual.length; i++) {
      tally.add(predicted[i], actual[i]);
    }
    RegressionEvaluation found =
        RegressionEvaluation.of(actual.length, actual.length, List.of(tally.result()));

    assertFigure(found.meanSquaredError(), golden.get("meanSquaredError"), 1e-9);
    assertFigure(found.rootMeanSquaredError(), golden.get("rootMeanSquaredError"), 1e-9);
    assertFigure(found.meanAbsoluteError(), golden.get("meanAbsoluteError"), 1e-9);
    assertFigure(found.r2(), golden.get("r2"), 1e-9);
    assertFigure(found.medianAbsoluteError(), golden.get("medianAbsoluteError"), 1e-9);
    RegressionEvaluation.ResidualQuantiles quantiles =
        Objects.requireNonNull(found.residualQuantiles());
    assertFigure(quantiles.q05(), golden.get("quantiles").get(0), 1e-9);
    assertFigure(quantiles.q25(), golden.get("quantiles").get(1), 1e-9);
    assertFigure(quantiles.median(), golden.get("quantiles").get(2), 1e-9);
    assertFigure(quantiles.q75(), golden.get("quantiles").get(3), 1e-9);
    assertFigure(quantiles.q95(), golden.get("quantiles").get(4), 1e-9);
    assertThat(found.predictedVersusActual())
        .hasSize(10)
        .allSatisfy(pair -> {
          assertThat(pair.actual()).isEqualTo(actual[(int) pair.row()]);
          assertThat(pair.predicted()).isEqualTo(predicted[(int) pair.row()]);
        });
  }

  @Test
  void aConstantTargetHasNoR2() {
    TargetTally tally = new TargetTally("y", RowSample.of(3, 3, 1), RowSample.of(3, 3, 1));
    for (int i = 0; i < 3; i++) {
      tally.add(i, 7);
    }

    assertThat(tally.result().r2()).isNull();
    assertThat(tally.result().meanAbsoluteError()).isEqualTo(6);
  }

  /** Many thresholds: few points, the ends among them, and an area that is exact all the same. */
  @Test
  void thinsCurvesAndKeepsTheirAreas() {
    int rows = 20_000;
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[2 * rows];
    int[] actual = new int[rows];
    for (int row = 0; row < rows; row++) {
      actual[row] = random.nextInt(10) == 0 ? 1 : 0;
      scores[2 * row + 1] =
          (float) Math.clamp(random.nextGaussian(0.3 + 0.2 * actual[row], 0.15), 0, 1);
      scores[2 * row] = 1 - scores[2 * row + 1];
    }
    RankedScores ranked = RankedScores.of(scores, actual, rows, 2, 1);
    RocCurve roc = new Curves(2).roc("1", ranked);
    PrecisionRecallCurve precisionRecall = new Curves(2).precisionRecall("1", ranked);

    assertThat(roc.points()).hasSizeBetween(50, 101);
    assertThat(roc.points().getLast().falsePositiveRate()).isEqualTo(1);
    assertThat(roc.points().getLast().truePositiveRate()).isEqualTo(1);
    assertThat(precisionRecall.points()).hasSizeBetween(50, 101);
    assertThat(precisionRecall.points().getLast().recall()).isEqualTo(1);
    assertThat(roc.area()).isCloseTo(areaByPairs(scores, actual), within(1e-12));
  }

  /** The definition: the share of pairs that are in order. */
  private static double areaByPairs(float[] scores, int[] actual) {
    List<Float> positives = new ArrayList<>();
    List<Float> negatives = new ArrayList<>();
    for (int row = 0; row < actual.length; row++) {
      (actual[row] == 1 ? positives : negatives).add(scores[2 * row + 1]);
    }
    double inOrder = 0;
    for (float positive : positives) {
      for (float negative : negatives) {
        inOrder += positive > negative ? 1 : positive == negative ? 0.5 : 0;
      }
    }
    return inOrder / ((double) positives.size() * negatives.size());
  }

  @Test
  void samplesAreOfTheSizeAskedForAndSpreadOverAllRows() {
    RowSample sample = RowSample.of(1_000_003, 1000, 7);
    long[] numbers = sample.numbers();
    int taken = 0;
    for (long row = 0; row < 1_000_003; row++) {
      taken += sample.takes(row) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(1000);
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers[0]).isLessThan(1001);
    assertThat(numbers[999]).isGreaterThan(999_000);
    assertThat(RowSample.of(1_000_003, 1000, 7).numbers()).isEqualTo(numbers);
    assertThat(RowSample.of(1_000_003, 1000, 8).numbers()).isNotEqualTo(numbers);
    assertThat(RowSample.of(3, 1000, 7).numbers()).containsExactly(0, 1, 2);
  }

  private static void assertFigure(@Nullable Double found, JsonNode expected) {
    assertFigure(found, expected, TOLERANCE);
  }

  private static void assertFigure(@Nullable Double found, JsonNode expected, double tolerance) {
    if (expected.isNull()) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(expected.asDouble(), within(tolerance));
    }
  }

  private static float[] floats(JsonNode numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers.get(i).asDouble();
    }
    return floats;
  }
}
