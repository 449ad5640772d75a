package org.trainyard.larger;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;

/** Rows of 784 fractions, stored as float32, with one of ten labels: pictures of noise. */
final class Pictures implements RecordSource {

  static final int WIDTH = 784;
  static final int ROW_BYTES = 4 * WIDTH + 1; // the label is a byte

  private static final int CLASSES = 10;
  private static final float UNIT = 0x1p-24f;

  private final long number;
  private final RawColumn pixels;
  private final RawColumn label;

  Pictures(long number) {
    this.number = number;
    ColumnNames names = new ColumnNames(Map.of(), ".");
    pixels = RawColumn.shaped(names.of(List.of("pixels")).getFirst(), List.of(28, 28));
    label =
        RawColumn.of(names.of(List.of("label")).getFirst(), RawColumn.Kind.TEXTS, CLASSES);
    for (int i = 0; i < CLASSES; i++) {
      label.texts().code(Integer.toString(i)); // the code of a label is its number
    }
  }

  @Override
  public UploadOptions told() {
    return UploadOptions.named("pictures").told(DatasetFormat.GENERATED);
  }

  @Override
  public List<RawColumn> columns() {
    return List.of(pixels, label);
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (long row = 0; row < number; row++) {
      float[] values = rows.values();
      int from = rows.offset();
      for (int i = from; i < from + WIDTH; i += 2) {
        long bits = random.nextLong();
        values[i] = (bits >>> 40) * UNIT;
        values[i + 1] = (bits & 0xFF_FFFF) * UNIT;
      }
      values[from + WIDTH] = row % CLASSES;
      rows.next();
    }
  }
}
