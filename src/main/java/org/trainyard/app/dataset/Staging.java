package org.trainyard.app.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** An upload on the disk, decompressed; deleted when it is closed. Memory does not grow with it. */
final class Staging implements AutoCloseable {

  private static final int RATIO_LIMIT = 100;
  private static final long RATIO_FREE = 1 << 20; // any ratio is fine up to this many bytes

  private final Path file;
  private final long uploaded;

  private Staging(Path file, long uploaded) {
    this.file = file;
    this.uploaded = uploaded;
  }

  /** Copies an upload to the disk, within the limits. */
  static Staging of(InputStream upload, Path folder, DatasetProperties limits) throws IOException {
    Path file = Files.createTempFile(folder, "staging-", ".tmp");
    try {
      Counting counted = new Counting(upload, limits.maxUpload().toBytes());
      copy(counted, file, limits);
      return new Staging(file, counted.count);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /** How many bytes were sent. */
  long uploaded() {
    return uploaded;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private static void copy(Counting counted, Path file, DatasetProperties limits)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(counted, 1 << 16);
    boolean gzip = isGzip(in);
    try (OutputStream out = Files.newOutputStream(file)) {
      InputStream plain = gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in;
      if (gzip && isGzip(plain)) {
        throw invalid("It is gzip within gzip; compress the file once.");
      }
      byte[] buffer = new byte[1 << 16];
      long written = 0;
      for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
        written += read;
        requireSmall(written, counted.count, limits);
        out.write(buffer, 0, read);
      }
    } catch (EOFException e) {
      throw invalid("The gzip data ends early; send the whole file.");
    } catch (ZipException e) {
      throw invalid("The gzip data is damaged; compress the file again.");
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return gzip;
  }

  private static void requireSmall(long written, long read, DatasetProperties limits) {
    long limit = limits.maxDecompressed().toBytes();
    if (written > limit || (written > RATIO_FREE && written > RATIO_LIMIT * read)) {
      throw Problem.of(
              ProblemType.DECOMPRESSED_TOO_LARGE,
              "The upload grows to more than %d bytes or %d times its size; send less at a time."
                  .formatted(limit, RATIO_LIMIT))
          .limit(limit, written)
          .toException();
    }
  }

  private static RuntimeException invalid(String detail) {
    return Problem.of(ProblemType.CONTAINER_INVALID, detail).toException();
  }

  /** Counts the bytes of an upload and refuses more than are allowed. */
  private static final class Counting extends InputStream {

    private final InputStream in;
    private final long limit;
    private long count;

    Counting(InputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      if (count > limit) {
        throw Problem.of(
                ProblemType.UPLOAD_TOO_LARGE,
                "The upload is larger than %d bytes; send less, or raise trainyard.datasets.max-upload."
                    .formatted(limit))
            .limit(limit, count)
            .toException();
      }
      return read;
    }
  }
}
