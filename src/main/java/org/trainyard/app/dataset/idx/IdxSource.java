package org.trainyard.app.dataset.idx;

import java.io.IOException;
import java.util.List;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;

/** Images and labels that fit each other: the columns {@code pixels} and {@code label}. */
final class IdxSource implements RecordSource {

  private final IdxPair pair;
  private final UploadOptions options;
  private final List<RawColumn> columns;

  IdxSource(IdxPair pair, UploadOptions options) {
    this.pair = pair;
    this.options = options;
    List<ColumnNames.Named> names =
        new ColumnNames(options.columns(), ".").of(List.of("pixels", "label"));
    this.columns =
        List.of(
            RawColumn.shaped(names.getFirst(), pair.shape()),
            RawColumn.of(names.getLast(), RawColumn.Kind.TEXTS, IdxPair.LABELS));
  }

  @Override
  public UploadOptions told() {
    return options.told(DatasetFormat.IDX);
  }

  @Override
  public List<RawColumn> columns() {
    return columns;
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    RawColumn labels = columns.getLast();
    float[] values = new float[IdxPair.LABELS];
    for (int label = 0; label < values.length; label++) {
      values[label] = value(labels, label);
    }
    pair.read((image, label) -> {
      int at = rows.offset();
      for (byte pixel : image) {
        rows.values()[at++] = pixel & 0xFF;
      }
      rows.values()[at] = values[label];
      rows.next();
    });
  }

  private static float value(RawColumn labels, int label) {
    return switch (labels.kind()) {
      case NUMBERS -> label;
      case TEXTS -> labels.texts().code(Integer.toString(label));
      case UNDECIDED, LEFT_OUT -> Float.NaN;
    };
  }
}
