package org.trainyard.app.dataset.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.LogicalType.TimeUnit;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.dataset.text.Quoting;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Texts, and what is read as if it were written: true and false, dates, times. */
final class WordColumn implements ParquetColumn {

  private final ColumnSchema schema;
  private final ValueKind kind;
  private final FieldColumn fields;
  private char[] buffer = new char[64];

  WordColumn(ColumnSchema schema, ValueKind kind, RawColumn raw, Notation notation) {
    this.schema = schema;
    this.kind = kind;
    this.fields = new FieldColumn(raw, notation);
  }

  @Override
  public int index() {
    return schema.columnIndex();
  }

  @Override
  public RawColumn raw() {
    return fields.raw();
  }

  @Override
  public void read(ColumnReader batch, int count, long firstRow, float[] target) {
    Validity given = batch.getLeafValidity();
    switch (kind) {
      case TRUTH -> {
        boolean[] values = batch.getBooleans();
        for (int i = 0; i < count; i++) {
          target[i] = given.isNull(i) ? Float.NaN : truth(values[i], firstRow + i);
        }
      }
      case TEXT -> {
        byte[] bytes = batch.getBinaryValues();
        int[] offsets = batch.getBinaryOffsets();
        for (int i = 0; i < count; i++) {
          target[i] =
              given.isNull(i)
                  ? Float.NaN
                  : text(bytes, offsets[i], offsets[i + 1] - offsets[i], firstRow + i);
        }
      }
      case DATE, TIME, TIMESTAMP -> {
        boolean narrow = schema.type() == PhysicalType.INT32;
        int[] ints = narrow ? batch.getInts() : new int[0];
        long[] longs = narrow ? new long[0] : batch.getLongs();
        for (int i = 0; i < count; i++) {
          target[i] =
              given.isNull(i) ? Float.NaN : word(moment(narrow ? ints[i] : longs[i]), firstRow + i);
        }
      }
      case SIGNED, UNSIGNED, REAL -> throw new IllegalStateException("a column of numbers");
    }
  }

  private float truth(boolean value, long row) {
    return raw().kind() == RawColumn.Kind.NUMBERS
        ? (value ? 1 : 0)
        : word(Boolean.toString(value), row);
  }

  private float text(byte[] bytes, int from, int length, long row) {
    if (length > FieldColumn.MAX_CHARACTERS) {
      throw tooLong(length, row);
    }
    buffer = buffer.length < length ? new char[2 * length] : buffer;
    for (int i = 0; i < length; i++) {
      byte next = bytes[from + i];
      if (next < 0) { // not ASCII
        return word(decoded(bytes, from, length, row), row);
      }
      buffer[i] = (char) next;
    }
    return fields.value(buffer, 0, length, Quoting.QUOTED, 0, row);
  }

  private float word(String text, long row) {
    return fields.value(text.toCharArray(), 0, text.length(), Quoting.QUOTED, 0, row);
  }

  private String decoded(byte[] bytes, int from, int length, long row) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException _) {
      throw at(
              Problem.of(
                  ProblemType.TEXT_ENCODING,
                  "The text in column '%s', row %d, is not UTF-8."
                      .formatted(Echo.of(raw().name()), row)),
              row)
          .hint("Write it as a column of strings, or leave it out with the type 'ignore'.")
          .toException();
    }
  }

  private RuntimeException tooLong(int length, long row) {
    return at(
            Problem.of(
                ProblemType.FIELD_TOO_LARGE,
                "The text in column '%s', row %d, has %d bytes; the limit is %d."
                    .formatted(Echo.of(raw().name()), row, length, FieldColumn.MAX_CHARACTERS)),
            row)
        .limit(FieldColumn.MAX_CHARACTERS, length)
        .hint("Leave the column out with the type 'ignore'.")
        .toException();
  }

  private Problem at(Problem problem, long row) {
    return problem.with("row", row).with("column", raw().name());
  }

  /** A date or a time as ISO 8601 writes it. */
  private String moment(long value) {
    return switch (schema.logicalType()) {
      case LogicalType.TimestampType(boolean _, TimeUnit unit) ->
          Instant.EPOCH
              .plus(value, unit(unit))
              .atOffset(ZoneOffset.UTC)
              .toLocalDateTime()
              .toString();
      case LogicalType.TimeType(boolean _, TimeUnit unit) ->
          LocalTime.MIDNIGHT.plus(value, unit(unit)).toString();
      case null, default -> LocalDate.ofEpochDay(value).toString();
    };
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  @Override
  public Optional<Problem> problem() {
    return fields.problem();
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return fields.warnings();
  }
}
