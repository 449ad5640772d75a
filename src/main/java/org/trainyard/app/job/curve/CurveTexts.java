package org.trainyard.app.job.curve;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.run.EpochMetrics;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes learning curves as text, an epoch a line: {@code text/csv} (RFC 4180, with a header) and
 * {@code application/x-ndjson}. A figure that the task has not, or that is not finite, is an empty
 * field.
 */
@Component
final class CurveTexts extends AbstractHttpMessageConverter<LearningCurve> {

  static final String CSV = "text/csv";
  static final String NDJSON = "application/x-ndjson";

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

  private final JsonMapper json;

  private record Column(String name, Function<EpochMetrics, @Nullable Number> figure) {

    String text(EpochMetrics epoch) {
      @Nullable Number number = figure.apply(epoch);
      return number == null || !Double.isFinite(number.doubleValue()) ? "" : number.toString();
    }
  }

  CurveTexts(JsonMapper json) {
    super(StandardCharsets.UTF_8, MediaType.parseMediaType(CSV), MediaType.parseMediaType(NDJSON));
    this.json = json;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == LearningCurve.class;
  }

  @Override
  protected boolean canRead(@Nullable MediaType type) {
    return false;
  }

  @Override
  protected LearningCurve readInternal(
      Class<? extends LearningCurve> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("learning curves are written only", message);
  }

  @Override
  protected void writeInternal(LearningCurve curve, HttpOutputMessage message) throws IOException {
    MediaType type = message.getHeaders().getContentType();
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8))) {
      if (type != null && type.isCompatibleWith(MediaType.parseMediaType(NDJSON))) {
        writeLines(curve, out);
      } else {
        writeTable(curve, out);
      }
    }
  }

  private void writeLines(LearningCurve curve, Writer out) throws IOException {
    for (EpochMetrics epoch : curve.epochs()) {
      out.append(json.writeValueAsString(epoch)).append('\n');
    }
  }

  private static void writeTable(LearningCurve curve, Writer out) throws IOException {
    writeRow(COLUMNS.stream().map(Column::name).toList(), out);
    for (EpochMetrics epoch : curve.epochs()) {
      writeRow(COLUMNS.stream().map(column -> column.text(epoch)).toList(), out);
    }
  }

  /** No field needs quotes: names are plain words, the rest are numbers. */
  private static void writeRow(List<String> fields, Writer out) throws IOException {
    out.append(String.join(",", fields)).append("\r\n");
  }
}
