package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.dataset.UploadedTable.Contents;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;
import org.trainyard.app.storage.FlushAhead;
import org.trainyard.app.storage.Sha256;

/** Whatever form was expected, and whenever, the file is the one that comes of raw rows. */
class EarlyRecordsTests {

  private static final int ROWS = 60_000; // several times what is rewritten at once
  private static final int NEVER = ROWS;
  private static final float NOTHING_ODD = 7;

  @TempDir private Path folder;

  private final List<ReadColumn> asBytes = columns(Storage.UINT8);
  private final List<ReadColumn> asFloats = columns(Storage.FLOAT32);
  private final List<ReadColumn> withoutTheFirst =
      List.of(
          new ReadColumn(new Column.Ignored("a", Column.Ignored.Reason.ID), "a", 1, null),
          asBytes.get(1),
          asBytes.get(2),
          asBytes.get(3));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20_000, ROWS - 1})
  void writesTheFormThatWasExpected(int told) throws IOException {
    assertSame(told, asBytes, NEVER, NOTHING_ODD, asBytes);
    assertSame(told, asFloats, NEVER, NOTHING_ODD, asFloats);
  }

  @ParameterizedTest
  @ValueSource(floats = {256, -1, 0.5f, -0f, Float.NaN})
  void writesRawRowsAgainOnceOneDoesNotFit(float odd) throws IOException {
    for (int at : new int[] {0, 19_000, 20_001, 59_999}) {
      assertSame(20_000, asBytes, at, odd, asFloats);
    }
  }

  /** The sign of the zero is not stored. */
  @Test
  void takesMinusZeroForAByteInTheEnd() throws IOException {
    assertSame(20_000, asBytes, 30_000, -0f, asBytes);
  }

  @Test
  void findsAnotherFormAtTheEnd() throws IOException {
    assertSame(20_000, asBytes, NEVER, NOTHING_ODD, withoutTheFirst);
    assertSame(20_000, asFloats, NEVER, NOTHING_ODD, asBytes);
    assertSame(20_000, withoutTheFirst, NEVER, NOTHING_ODD, withoutTheFirst);
  }

  private void assertSame(
      int told, List<ReadColumn> expected, int oddRow, float odd, List<ReadColumn> found)
      throws IOException {
    byte[] raw = file(NEVER, expected, oddRow, odd, found);
    assertThat(file(told, expected, oddRow, odd, found)).isEqualTo(raw);
  }

  private byte[] file(
      int told, List<ReadColumn> expected, int oddRow, float odd, List<ReadColumn> found)
      throws IOException {
    try (RowFile file = new RowFile(folder, EarlyRecordsTests::flushedOften)) {
      RowBatch batch = RowBatch.of(found.size());
      for (int row = 0; row < ROWS; row++) {
        int at = batch.end();
        batch.values()[at] = row / 7f;
        batch.values()[at + 1] = row == oddRow ? odd : row % 256;
        batch.values()[at + 2] = row % 3;
        batch.values()[at + 3] = Float.NaN;
        batch.add(1);
        if (batch.isFull() || row == told || row == ROWS - 1) {
          file.accept(batch);
          batch.clear();
        }
        if (row == told) {
          file.expect(expected);
        }
      }
      String sha256 = file.settle(new Contents(ROWS, found, List.of(), List.of()));
      file.publish(sha256);
      byte[] content = Files.readAllBytes(folder.resolve(sha256));
      assertThat(Sha256.hex(content)).isEqualTo(sha256);
      return content;
    }
  }

  private static FlushAhead flushedOften(FileChannel channel) {
    return FlushAhead.each(100_000, () -> channel.force(false));
  }

  private static List<ReadColumn> columns(Storage second) {
    return List.of(
        number("a", Storage.FLOAT32),
        number("b", second),
        number("c", Storage.UINT8),
        new ReadColumn(new Column.Ignored("d", Column.Ignored.Reason.ASKED), "d", 1, null));
  }

  private static ReadColumn number(String name, Storage storage) {
    Column column =
        new Column.Numeric(
            name, List.of(), storage, 0, 1, 0, 0, 1, 0, 1, new Column.Quantiles(0, 0, 0, 0, 0, 0));
    return new ReadColumn(column, name, 1, null);
  }
}
