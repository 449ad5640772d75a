package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.FlushAhead;
import org.trainyard.app.storage.Sha256;

/**
 * A file of rows in the making: the form that training reads without parsing.
 *
 * <p>Rows are written as they are read, all values as float32. Only at the end it is known which
 * columns are left out, which fit into bytes and in which order the categories stand; then {@link
 * #settle} rewrites the records in place, which never makes one longer, and puts the {@link
 * RowsFooter} behind them. Where the form of the records can be told before, {@link EarlyRecords}
 * writes them in it at once. The file's name is the SHA-256 of its content.
 */
final class RowFile implements BatchSink, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SETTLED_BYTES = 1 << 18; // of raw rows at a time: half of a second cache

  private final Path folder;
  private final DurableFile file;
  private final FileChannel channel;
  private final FlushAhead ahead; // of records in their final form
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable EarlyRecords early; // null: rows are raw
  private long bytes;

  /** Starts an empty file. */
  RowFile(Path folder) throws IOException {
    this(folder, FlushAhead::of);
  }

  /** The same with another way to bring it to the disk. */
  RowFile(Path folder, Function<FileChannel, FlushAhead> flushing) throws IOException {
    this.folder = folder;
    this.file = DurableFile.create(folder.resolve("rows"));
    this.channel = file.channel();
    this.ahead = flushing.apply(channel);
  }

  @Override
  public void accept(RowBatch batch) throws IOException {
    if (early != null) {
      if (early.add(batch)) {
        return;
      }
      toRaw(early);
    }
    int from = 0;
    while (from < batch.end()) {
      if (buffer.remaining() < Float.BYTES) {
        flush();
      }
      int count = Math.min(batch.end() - from, buffer.remaining() / Float.BYTES);
      buffer.asFloatBuffer().put(batch.values(), from, count);
      buffer.position(buffer.position() + count * Float.BYTES);
      from += count;
    }
  }

  /** Writes records in that form, as long as rows fit into it. */
  @Override
  public void expect(List<ReadColumn> columns) throws IOException {
    RecordRewriter form = new RecordRewriter(columns);
    if (!form.isReversible() || form.recordBytes() == 0) {
      return;
    }
    flush();
    int rowsAtATime = rowsAtATime(form);
    ByteBuffer raw = ByteBuffer.allocate(rowsAtATime * form.rawBytes());
    long rows = channel.size() / form.rawBytes();
    early = new EarlyRecords(channel, ahead, form);
    for (long row = 0; row < rows && early != null; row += rowsAtATime) {
      int count = (int) Math.min(rowsAtATime, rows - row);
      raw.clear().limit(count * form.rawBytes());
      WholeBuffers.read(channel, raw, row * form.rawBytes());
      if (!early.add(raw.array(), count)) {
        toRaw(early);
      }
    }
  }

  private void toRaw(EarlyRecords records) throws IOException {
    records.restore();
    channel.position(channel.size());
    early = null;
  }

  private static int rowsAtATime(RecordRewriter form) {
    return Math.max(1, SETTLED_BYTES / Math.max(1, form.rawBytes()));
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Brings the records into their final form.
   *
   * @return the SHA-256 of the content, in lower-case hexadecimal
   */
  String settle(UploadedTable.Contents contents) throws IOException {
    RowsFooter footer = new RowsFooter(contents.rows(), RowLayout.of(contents.described()));
    MessageDigest digest = settled(contents.rows(), new RecordRewriter(contents.columns()));
    byte[] end = footer.encoded();
    digest.update(end);
    channel.truncate(footer.recordsBytes());
    WholeBuffers.write(channel, ByteBuffer.wrap(end), footer.recordsBytes());
    ahead.finish();
    bytes = footer.fileBytes();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of the records, which are in their final form now. */
  private MessageDigest settled(long rows, RecordRewriter form) throws IOException {
    if (early != null) {
      if (early.form().agreesWith(form)) {
        requireSize(early.rows(), rows);
        return early.digest();
      }
      toRaw(early);
    }
    flush();
    requireSize(channel.size(), rows * form.rawBytes());
    MessageDigest digest = Sha256.newDigest();
    rewrite(rows, form, digest);
    return digest;
  }

  /** Some records on their way back to the disk. */
  private static final class Records {

    private final ByteBuffer bytes;
    private long row; // the first of them

    Records(int bytes) {
      this.bytes = ByteBuffer.allocate(bytes);
    }
  }

  /**
   * One thread makes records, another one takes them into the digest and writes them. It stays
   * behind the first, so that it overwrites nothing that has not been read.
   */
  private void rewrite(long rows, RecordRewriter rewriter, MessageDigest digest)
      throws IOException {
    int rowsAtATime = rowsAtATime(rewriter);
    ByteBuffer raw = ByteBuffer.allocate(rowsAtATime * rewriter.rawBytes());
    Records records = new Records(rowsAtATime * rewriter.recordBytes());
    try (BatchPipe<Records> pipe =
        BatchPipe.start(
            "dataset-records",
            () -> new Records(rowsAtATime * rewriter.recordBytes()),
            done -> done.bytes.clear(),
            made -> take(made, rewriter, digest))) {
      for (long row = 0; row < rows; row += rowsAtATime) {
        int count = (int) Math.min(rowsAtATime, rows - row);
        raw.clear().limit(count * rewriter.rawBytes());
        WholeBuffers.read(channel, raw, row * rewriter.rawBytes());
        rewriter.rewrite(raw.array(), count, records.bytes.array());
        records.bytes.clear().limit(count * rewriter.recordBytes());
        records.row = row;
        records = pipe.exchange(records);
      }
      pipe.finish();
    }
  }

  private void take(Records made, RecordRewriter rewriter, MessageDigest digest)
      throws IOException {
    digest.update(made.bytes.duplicate());
    if (rewriter.changes()) {
      WholeBuffers.write(channel, made.bytes, made.row * rewriter.recordBytes());
      ahead.written(made.bytes.position());
    }
  }

  private static void requireSize(long written, long expected) {
    if (written != expected) {
      throw new IllegalStateException("%d were written, not %d".formatted(written, expected));
    }
  }

  /** The size of the settled file. */
  long bytes() {
    return bytes;
  }

  /** Makes the settled file visible under a name, durably. */
  void publish(String name) throws IOException {
    file.publish(folder.resolve(name));
  }

  @Override
  public void close() throws IOException {
    dropUnpublished();
    ahead.close();
    file.close();
  }

  /** What nobody will read need not go to the disk. */
  private void dropUnpublished() {
    try {
      if (channel.isOpen()) {
        channel.truncate(0);
      }
    } catch (IOException _) {
      // the file is deleted all the same
    }
  }
}
