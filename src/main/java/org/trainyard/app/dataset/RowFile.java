package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;

/**
 * A file of rows in the making: the form that training reads without parsing.
 *
 * <p>Rows are written as they are read, all values as float32. Only at the end it is known which
 * columns are left out, which fit into bytes and in which order the categories stand; then {@link
 * #settle} rewrites the records in place, which never makes one longer, and puts the {@link
 * RowsFooter} behind them. The file's name is the SHA-256 of its content.
 */
final class RowFile implements BatchSink, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SETTLED_BYTES = 1 << 18; // of raw rows at a time: half of a second cache

  private final Path folder;
  private final DurableFile file;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long bytes;

  /** Starts an empty file. */
  RowFile(Path folder) throws IOException {
    this.folder = folder;
    this.file = DurableFile.create(folder.resolve("rows"));
    this.channel = file.channel();
  }

  @Override
  public void accept(RowBatch batch) throws IOException {
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
    flush();
    RowsFooter footer = new RowsFooter(contents.rows(), RowLayout.of(contents.described()));
    MessageDigest digest = Sha256.newDigest();
    RecordRewriter rewriter = new RecordRewriter(contents.columns(), footer.layout());
    requireSize(contents.rows() * rewriter.rawBytes());
    rewrite(contents.rows(), rewriter, digest);
    byte[] end = footer.encoded();
    digest.update(end);
    channel.truncate(footer.recordsBytes());
    write(ByteBuffer.wrap(end), footer.recordsBytes());
    bytes = footer.fileBytes();
    return HexFormat.of().formatHex(digest.digest());
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
    int rowsAtATime = Math.max(1, SETTLED_BYTES / Math.max(1, rewriter.rawBytes()));
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
        read(raw, row * rewriter.rawBytes());
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
      write(made.bytes, made.row * rewriter.recordBytes());
    }
  }

  private void requireSize(long expected) throws IOException {
    if (channel.size() != expected) {
      throw new IllegalStateException(
          "%d bytes were written, not %d".formatted(channel.size(), expected));
    }
  }

  private void read(ByteBuffer target, long position) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, position + target.position()) < 0) {
        throw new IOException("the rows that were written cannot be read again");
      }
    }
  }

  private void write(ByteBuffer source, long position) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
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
    file.close();
  }
}
