package org.trainyard.app.job.curve;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.run.EpochMetrics;
import org.trainyard.app.web.LineTexts;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes learning curves as text, an epoch a line: {@code text/csv} (RFC 4180, with a header) and
 * {@code application/x-ndjson}. A figure that the task has not, or that is not finite, is an empty
 * field.
 */
@Component
final class CurveTexts extends LineTexts<LearningCurve> {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("epoch", EpochMetrics::epoch),
          new Column("trainingLoss", EpochMetrics::trainingLoss),
          new Column("validationLoss", EpochMetrics::validationLoss),
          new Column("trainingAccuracy", EpochMetrics::trainingAccuracy),
          new Column("validationAccuracy", EpochMetrics::validationAccuracy),
          new Column("trainingRootMeanSquaredError", EpochMetrics::trainingRootMeanSquaredError),
          new Column(
              "validationRootMeanSquaredError", EpochMetrics::validationRootMeanSquaredError),
          new Column("learningRate", EpochMetrics::learningRate),
          new Column("seconds", EpochMetrics::seconds),
          new Column("samplesPerSecond", EpochMetrics::samplesPerSecond));

  private record Column(String name, Function<EpochMetrics, @Nullable Number> figure) {

    String text(EpochMetrics epoch) {
      @Nullable Number number = figure.apply(epoch);
      return number == null || !Double.isFinite(number.doubleValue()) ? "" : number.toString();
    }
  }

  CurveTexts(JsonMapper json) {
    super(LearningCurve.class, json);
  }

  @Override
  protected List<?> items(LearningCurve curve) {
    return curve.epochs();
  }

  /** No field needs quotes: names are plain words, the rest are numbers. */
  @Override
  protected Stream<List<String>> table(LearningCurve curve) {
    return Stream.concat(
        Stream.of(COLUMNS.stream().map(Column::name).toList()),
        curve.epochs().stream()
            .map(epoch -> COLUMNS.stream().map(column -> column.text(epoch)).toList()));
  }
}
