package org.trainyard.app.dataset.idx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.RowSink;
import org.trainyard.app.dataset.UploadedTable;

/** Images and labels that have been found good: the columns {@code pixels} and {@code label}. */
final class IdxTable implements UploadedTable {

  private final IdxPair pair;
  private final Column pixels;
  private final Column label;
  private final int[] indices = new int[IdxPair.LABELS]; // of labels among those that occur
  private final List<Dataset.Warning> warnings = new ArrayList<>();

  IdxTable(IdxPair pair, Column pixels, long[] counts) {
    this.pair = pair;
    this.pixels = pixels;
    int[] present = IntStream.range(0, IdxPair.LABELS).filter(value -> counts[value] > 0).toArray();
    for (int i = 0; i < present.length; i++) {
      indices[present[i]] = i;
    }
    this.label =
        new Column.Categorical(
            "label",
            0,
            IntStream.of(present)
                .mapToObj(value -> new Column.Category(Integer.toString(value), counts[value]))
                .toList());
    if (present.length == 1) {
      warnings.add(
          new Dataset.Warning("constant", "All images have one and the same label.", "label"));
    }
  }

  @Override
  public long rows() {
    return pair.count();
  }

  @Override
  public List<Column> columns() {
    return List.of(pixels, label);
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public void writeTo(RowSink sink) throws IOException {
    float[] values = new float[pair.pixels() + 1];
    pair.read((image, value) -> {
      for (int i = 0; i < image.length; i++) {
        values[i] = image[i] & 0xFF;
      }
      values[image.length] = indices[value];
      sink.write(values);
    });
  }
}
