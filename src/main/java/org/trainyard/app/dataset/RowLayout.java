package org.trainyard.app.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of a row lie in a record: segments of values that are stored alike, without
 * gaps.
 */
record RowLayout(List<Segment> segments) {

  RowLayout {
    segments = List.copyOf(segments);
  }

  /** Neighbouring values. */
  record Segment(int width, Storage storage) {

    int bytes() {
      return Math.multiplyExact(width, storage.bytes());
    }
  }

  /** The columns that are stored; neighbours that are stored alike make one segment. */
  static RowLayout of(List<Column> columns) {
    List<Segment> segments = new ArrayList<>();
    for (Column column : columns) {
      boolean joins = !segments.isEmpty() && segments.getLast().storage() == column.storage();
      if (joins) {
        int width = Math.addExact(segments.removeLast().width(), column.width());
        segments.add(new Segment(width, column.storage()));
      } else if (column.width() > 0) {
        segments.add(new Segment(column.width(), column.storage()));
      }
    }
    return new RowLayout(segments);
  }

  /** Values of a row. */
  int width() {
    return segments.stream().mapToInt(Segment::width).reduce(0, Math::addExact);
  }

  /** Bytes of a row. */
  int recordBytes() {
    return segments.stream().mapToInt(Segment::bytes).reduce(0, Math::addExact);
  }
}
