package org.trainyard.app.dataset.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.table.BinaryColumn;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.web.Problem;

/** Numbers in binary. */
final class NumberColumn implements ParquetColumn {

  private final ColumnSchema schema;
  private final ValueKind kind;
  private final BinaryColumn column;

  NumberColumn(ColumnSchema schema, ValueKind kind, RawColumn raw) {
    this.schema = schema;
    this.kind = kind;
    this.column = new BinaryColumn(raw);
  }

  @Override
  public int index() {
    return schema.columnIndex();
  }

  @Override
  public RawColumn raw() {
    return column.raw();
  }

  @Override
  public void read(ColumnReader batch, int count, long firstRow, float[] target) {
    Validity given = batch.getLeafValidity();
    switch (schema.type()) {
      case INT32 -> {
        int[] values = batch.getInts();
        for (int i = 0; i < count; i++) {
          target[i] = given.isNull(i) ? Float.NaN : column.number(widened(values[i]), firstRow + i);
        }
      }
      case INT64 -> {
        long[] values = batch.getLongs();
        for (int i = 0; i < count; i++) {
          target[i] = given.isNull(i) ? Float.NaN : whole(values[i], firstRow + i);
        }
      }
      case FLOAT -> {
        float[] values = batch.getFloats();
        for (int i = 0; i < count; i++) {
          target[i] = given.isNull(i) ? Float.NaN : column.number((double) values[i], firstRow + i);
        }
      }
      case DOUBLE -> {
        double[] values = batch.getDoubles();
        for (int i = 0; i < count; i++) {
          target[i] = given.isNull(i) ? Float.NaN : column.number(values[i], firstRow + i);
        }
      }
      case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("a column of another type");
    }
  }

  private long widened(int value) {
    return kind == ValueKind.UNSIGNED ? Integer.toUnsignedLong(value) : value;
  }

  private float whole(long value, long row) {
    return kind == ValueKind.UNSIGNED ? column.unsigned(value, row) : column.number(value, row);
  }

  @Override
  public Optional<Problem> problem() {
    return column.problem();
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return column.warnings();
  }
}
