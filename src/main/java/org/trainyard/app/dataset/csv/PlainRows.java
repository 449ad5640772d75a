package org.trainyard.app.dataset.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.BatchPipe;
import org.trainyard.app.web.ProblemException;

/**
 * Reads a file block by block and hands its rows on, as long as they are plain ({@link RowCutter}).
 * Belongs to one thread.
 */
final class PlainRows {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final char separator;
  private final RowCutter cutter;
  private FieldBatch batch = new FieldBatch();
  private int end = FieldBatch.START;
  private long passed; // bytes before the block
  private @Nullable ProblemException broken; // why the file ends before its end
  private RowCutter.Behind behind = RowCutter.Behind.MORE;

  PlainRows(CsvFile file, InputStream in) {
    this.in = in;
    this.separator = file.separator();
    this.cutter = new RowCutter(file);
  }

  /**
   * What is left of a file.
   *
   * @param in from the first row that is not plain; empty if there is none
   * @param line in which that row begins
   * @param byteOffset at which it does
   */
  record Rest(InputStream in, long line, long byteOffset) {

    /** A whole file. */
    static Rest all(InputStream in) {
      return new Rest(in, 1, 0);
    }
  }

  /** The batch that takes the next rows, when {@link #read} has returned. */
  FieldBatch batch() {
    return batch;
  }

  /**
   * Reads rows up to the first one that is not plain.
   *
   * @throws ProblemException if the file breaks off; all its whole rows have been handed on
   */
  Rest read(BatchPipe<FieldBatch> pipe) throws IOException {
    if (!RowCutter.knows(separator)) {
      return Rest.all(in);
    }
    fill();
    skipByteOrderMark();
    while (true) {
      int rest = cutter.cut(batch, end, behind);
      boolean stuck = batch.rows() == 0 && end - rest > FieldBatch.MAX_ROW;
      byte[] left = Arrays.copyOfRange(batch.bytes(), rest, end);
      passed += rest - FieldBatch.START;
      if (batch.rows() > 0) {
        batch = pipe.exchange(batch);
      }
      if (broken != null) {
        throw broken;
      }
      if (behind == RowCutter.Behind.NOTHING || !cutter.isPlain() || stuck) {
        return rest(left);
      }
      batch.clear();
      batch.reserve(2 * left.length);
      System.arraycopy(left, 0, batch.bytes(), FieldBatch.START, left.length);
      end = FieldBatch.START + left.length;
      fill();
    }
  }

  private Rest rest(byte[] left) {
    InputStream rest = new ByteArrayInputStream(left);
    return new Rest(
        behind == RowCutter.Behind.NOTHING ? rest : new SequenceInputStream(rest, in),
        cutter.line(),
        passed);
  }

  /** Reads until the block is full or the file ends. */
  private void fill() throws IOException {
    try {
      while (end < batch.capacity()) {
        int read = in.read(batch.bytes(), end, batch.capacity() - end);
        if (read < 0) {
          behind = RowCutter.Behind.NOTHING;
          return;
        }
        end += read;
      }
    } catch (ProblemException e) {
      broken = e;
    }
  }

  private void skipByteOrderMark() {
    int mark = FieldBatch.START + BYTE_ORDER_MARK.length;
    if (end >= mark
        && Arrays.equals(
            batch.bytes(), FieldBatch.START, mark, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      System.arraycopy(batch.bytes(), mark, batch.bytes(), FieldBatch.START, end - mark);
      end -= BYTE_ORDER_MARK.length;
      passed += BYTE_ORDER_MARK.length;
    }
  }
}
