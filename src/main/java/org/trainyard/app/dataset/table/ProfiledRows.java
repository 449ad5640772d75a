package org.trainyard.app.dataset.table;

import java.io.IOException;
import java.util.List;
import org.trainyard.app.dataset.BatchSink;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;

/**
 * Rows on their way into a profile and to the disk. When some have passed, those who store the
 * others are told what to expect. Belongs to one thread.
 */
final class ProfiledRows {

  /** Values that tell how columns look; so many are rewritten in no time. */
  private static final int TELLING = 1 << 20;

  private final Profile profile;
  private final List<RawColumn> columns;
  private final DatasetProperties limits;
  private final BatchSink sink;
  private long values;

  ProfiledRows(Profile profile, List<RawColumn> columns, DatasetProperties limits, BatchSink sink) {
    this.profile = profile;
    this.columns = columns;
    this.limits = limits;
    this.sink = sink;
  }

  void take(RowBatch batch) throws IOException {
    profile.add(batch);
    sink.accept(batch);
    boolean few = values < TELLING;
    values += batch.end();
    if (few && values >= TELLING && areNumbers()) {
      sink.expect(profile.columns(limits));
    }
  }

  /** The texts of a column belong to another thread until all rows have been read. */
  private boolean areNumbers() {
    return columns.stream()
        .map(RawColumn::kind)
        .allMatch(kind -> kind == RawColumn.Kind.NUMBERS || kind == RawColumn.Kind.LEFT_OUT);
  }
}
