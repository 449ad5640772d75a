package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.app.dataset.RowBatch;

/** Up to some thousand rows at equal distances over a whole table, in their order. */
final class RowSample {

  private static final int MOST_ROWS = 8192;
  private static final int MOST_VALUES = 4 << 20; // 16 MB

  private final int limit;
  private final List<float[]> rows = new ArrayList<>();
  private long stride = 1;
  private long seen;

  RowSample(int width) {
    this.limit =
        Math.clamp(MOST_VALUES / Math.max(1, width), 64, MOST_ROWS) & ~1; // even: see below
  }

  void add(RowBatch batch) {
    long first = (seen + stride - 1) / stride * stride;
    for (long row = first; row < seen + batch.rows(); row += stride) {
      if (rows.size() == limit) {
        halve(); // an even number of rows, so this one is a multiple of the new stride too
      }
      int from = (int) (row - seen) * batch.width();
      rows.add(Arrays.copyOfRange(batch.values(), from, from + batch.width()));
    }
    seen += batch.rows();
  }

  private void halve() {
    for (int i = 0; 2 * i < rows.size(); i++) {
      rows.set(i, rows.get(2 * i));
    }
    rows.subList((rows.size() + 1) / 2, rows.size()).clear();
    stride *= 2;
  }

  List<float[]> rows() {
    return rows;
  }
}
