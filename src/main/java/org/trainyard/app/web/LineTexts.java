package org.trainyard.app.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers of one type as text, an item a line: {@code text/csv} (RFC 4180, with names in the
 * first line) and {@code application/x-ndjson}.
 *
 * @param <T> the type of the answers
 */
public abstract class LineTexts<T> extends AbstractHttpMessageConverter<T> {

  public static final String CSV = "text/csv";
  public static final String NDJSON = "application/x-ndjson";

  private final Class<T> type;
  private final JsonMapper json;

  /** A converter that writes the items of {@code type} with {@code json}. */
  protected LineTexts(Class<T> type, JsonMapper json) {
    super(StandardCharsets.UTF_8, MediaType.parseMediaType(CSV), MediaType.parseMediaType(NDJSON));
    this.type = type;
    this.json = json;
  }

  /** What stands in the lines of NDJSON. */
  protected abstract List<?> items(T answer);

  /**
   * The lines of CSV, the first with the names; fields are as they are written, quotes included.
   */
  protected abstract Stream<List<String>> table(T answer);

  @Override
  protected final boolean supports(Class<?> asked) {
    return asked == type;
  }

  @Override
  protected final boolean canRead(@Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected final T readInternal(Class<? extends T> asked, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("answers are written only", message);
  }

  @Override
  protected final void writeInternal(T answer, HttpOutputMessage message) throws IOException {
    MediaType wanted = message.getHeaders().getContentType();
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8))) {
      if (wanted != null && wanted.isCompatibleWith(MediaType.parseMediaType(NDJSON))) {
        for (Object item : items(answer)) {
          out.append(json.writeValueAsString(item)).append('\n');
        }
      } else {
        for (Iterator<List<String>> rows = table(answer).iterator(); rows.hasNext(); ) {
          out.append(String.join(",", rows.next())).append("\r\n");
        }
      }
    }
  }
}
