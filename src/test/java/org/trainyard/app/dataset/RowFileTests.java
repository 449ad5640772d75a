package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.dataset.UploadedTable.Contents;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;
import org.trainyard.app.storage.FlushAhead;
import org.trainyard.app.storage.Sha256;

/** Rows on their way to the disk: the form that they get, the name, and that nobody sees half. */
class RowFileTests {

  private static final int ROWS = 50_000; // several times what is settled at once

  @TempDir private Path folder;

  private final List<ReadColumn> columns =
      List.of(
          new ReadColumn(number("fraction", Storage.FLOAT32), "fraction", 1, null),
          new ReadColumn(
              new Column.Ignored("left out", Column.Ignored.Reason.ASKED), "left out", 1, null),
          new ReadColumn(number("byte", Storage.UINT8), "byte", 1, null),
          new ReadColumn(
              new Column.Categorical(
                  "text", 1, List.of(new Column.Category("a", 1), new Column.Category("b", 2))),
              "text",
              1,
              new float[] {1, 0})); // seen first: b

  @Test
  void settlesEachColumnInItsOwnForm() throws IOException {
    String sha256 = published();
    try (MappedRows rows =
        MappedRows.open(folder.resolve(sha256), ROWS, RowLayout.of(contents().described()))) {
      float[] row = new float[rows.width()];
      for (int i = 0; i < ROWS; i++) {
        rows.read(i, row);
        assertThat(row).as("row %d", i).containsExactly(i / 7f, i % 256, text(i, 1 - i % 2));
        assertThat(rows.value(i, 1)).isEqualTo(i % 256);
      }
    }
  }

  @Test
  void namesTheFileByItsContentAndKeepsBytesAsBytes() throws IOException {
    String sha256 = published();
    byte[] content = Files.readAllBytes(folder.resolve(sha256));
    assertThat(Sha256.hex(content)).isEqualTo(sha256);
    int record = 4 + 1 + 4; // a text may be missing, so it is a float32
    assertThat(content.length - ROWS * record).isBetween(1, 64);
    assertThat(published()).isEqualTo(sha256);
  }

  @Test
  void showsNothingUntilItIsPublishedAndLeavesNothingOtherwise() throws IOException {
    try (RowFile file = written()) {
      String sha256 = file.settle(contents());
      assertThat(folder.resolve(sha256)).doesNotExist();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  /** Once only: the operating system does not tell of it again when the file is published. */
  @Test
  void failsWhereRecordsCannotBeBroughtToTheDisk() throws IOException {
    IOException full = new IOException("No space left on device");
    AtomicInteger flushes = new AtomicInteger();
    try (RowFile file =
        written(_ ->
            FlushAhead.each(
                ROWS, // bytes: several times
                () -> {
                  if (flushes.getAndIncrement() == 0) {
                    throw full;
                  }
                }))) {
      assertThatThrownBy(() -> file.settle(contents())).isSameAs(full);
    }
    assertThat(flushes).hasValue(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private String published() throws IOException {
    try (RowFile file = written()) {
      String sha256 = file.settle(contents());
      file.publish(sha256);
      return sha256;
    }
  }

  private RowFile written() throws IOException {
    return written(FlushAhead::of);
  }

  private RowFile written(Function<FileChannel, FlushAhead> flushing) throws IOException {
    RowFile file = new RowFile(folder, flushing);
    RowBatch batch = RowBatch.of(columns.size());
    for (int i = 0; i < ROWS; i++) {
      int at = batch.end();
      batch.values()[at] = i / 7f;
      batch.values()[at + 1] = Float.NaN;
      batch.values()[at + 2] = i % 256;
      batch.values()[at + 3] = text(i, i % 2);
      batch.add(1);
      if (batch.isFull() || i == ROWS - 1) {
        file.accept(batch);
        batch.clear();
      }
    }
    return file;
  }

  private static float text(int row, float code) {
    return row == 17 ? Float.NaN : code;
  }

  private Contents contents() {
    return new Contents(ROWS, columns, List.of(), List.of());
  }

  private static Column number(String name, Storage storage) {
    return new Column.Numeric(
        name, List.of(), storage, 0, 1, 0, 0, 1, 0, 1, new Column.Quantiles(0, 0, 0, 0, 0, 0));
  }
}
