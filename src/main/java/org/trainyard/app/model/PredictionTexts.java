package org.trainyard.app.model;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes predictions as text, one a line: {@code text/csv} (RFC 4180, with a header) and {@code
 * application/x-ndjson}.
 */
@Component
final class PredictionTexts extends AbstractHttpMessageConverter<PredictResponse> {

  static final String CSV = "text/csv";
  static final String NDJSON = "application/x-ndjson";

  private final JsonMapper json;

  PredictionTexts(JsonMapper json) {
    super(StandardCharsets.UTF_8, MediaType.parseMediaType(CSV), MediaType.parseMediaType(NDJSON));
    this.json = json;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == PredictResponse.class;
  }

  @Override
  protected boolean canRead(@Nullable MediaType type) {
    return false;
  }

  @Override
  protected PredictResponse readInternal(
      Class<? extends PredictResponse> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("predictions are written only", message);
  }

  @Override
  protected void writeInternal(PredictResponse response, HttpOutputMessage message)
      throws IOException {
    MediaType type = message.getHeaders().getContentType();
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8))) {
      if (type != null && type.isCompatibleWith(MediaType.parseMediaType(NDJSON))) {
        for (Prediction prediction : response.predictions()) {
          out.append(json.writeValueAsString(prediction)).append('\n');
        }
      } else {
        writeRow(header(response.predictions().getFirst()), out);
        for (Prediction prediction : response.predictions()) {
          writeRow(fields(prediction), out);
        }
      }
    }
  }

  /** Members of members by their path, as pandas names them when it flattens JSON. */
  private static List<String> header(Prediction prediction) {
    return switch (prediction) {
      case Prediction.Label label ->
          row(
              List.of("label", "probability"),
              label.probabilities().keySet().stream().map("probabilities."::concat).toList());
      case Prediction.Value _ -> row(List.of("value"), List.of());
      case Prediction.Values values ->
          row(List.of(), values.values().keySet().stream().map("values."::concat).toList());
    };
  }

  private static List<String> row(List<String> first, List<String> then) {
    List<String> row = new ArrayList<>(first);
    row.addAll(then);
    row.add("warnings");
    return row;
  }

  private static List<String> fields(Prediction prediction) {
    List<String> fields = new ArrayList<>();
    switch (prediction) {
      case Prediction.Label(var label, var probability, var probabilities, var warnings) -> {
        fields.add(label);
        fields.add(Float.toString(probability));
        addAll(fields, probabilities, warnings);
      }
      case Prediction.Value(var value, var warnings) -> {
        fields.add(Float.toString(value));
        addAll(fields, Map.of(), warnings);
      }
      case Prediction.Values(var values, var warnings) -> addAll(fields, values, warnings);
    }
    return fields;
  }

  private static void addAll(
      List<String> fields, Map<String, Float> numbers, List<String> warnings) {
    numbers.values().forEach(number -> fields.add(Float.toString(number)));
    fields.add(String.join("; ", warnings));
  }

  private static void writeRow(List<String> fields, Writer out) throws IOException {
    out.append(fields.stream().map(PredictionTexts::quoted).collect(Collectors.joining(",")));
    out.append("\r\n");
  }

  private static String quoted(String field) {
    boolean needsQuotes =
        field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return needsQuotes ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
  }
}
