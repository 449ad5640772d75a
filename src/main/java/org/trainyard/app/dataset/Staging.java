package org.trainyard.app.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
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
      Counting counted = new Counting(upload, limits);
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
    try (OutputStream out = Files.newOutputStream(file);
        InputStream plain = gzip ? new BufferedInputStream(new GunzipStream(in), 1 << 16) : in) {
      if (gzip && isGzip(plain)) {
        throw Problem.of(
                ProblemType.CONTAINER_INVALID,
                "The upload is gzip within gzip; compress the file once.")
            .toException();
      }
      byte[] buffer = new byte[1 << 16];
      long written = 0;
      for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
        written += read;
        requireSmall(written, counted.count, limits);
        out.write(buffer, 0, read);
      }
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
              "The upload decompresses to more than %d bytes, or to more than %d times its size."
                  .formatted(limit, RATIO_LIMIT))
          .limit(limit, written)
          .hint("Send it uncompressed or in parts, or raise trainyard.datasets.max-decompressed.")
          .toException();
    }
  }

  static Problem tooLarge(DatasetProperties limits, long bytes) {
    long limit = limits.maxUpload().toBytes();
    return Problem.of(
            ProblemType.UPLOAD_TOO_LARGE, "The upload is larger than %d bytes.".formatted(limit))
        .limit(limit, bytes)
        .hint("Send less, or raise trainyard.datasets.max-upload.");
  }

  /** Counts the bytes of an upload and refuses more than are allowed. */
  private static final class Counting extends InputStream {

    private final InputStream in;
    private final DatasetProperties limits;
    private long count;

    Counting(InputStream in, DatasetProperties limits) {
      this.in = in;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = readOrRefuse(buffer, offset, length);
      count += Math.max(0, read);
      if (count > limits.maxUpload().toBytes()) {
        throw tooLarge(limits, count).toException();
      }
      return read;
    }

    private int readOrRefuse(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        throw truncated(e);
      }
    }

    /** The connection ended, or fell silent, before the body did. */
    private RuntimeException truncated(IOException cause) {
      ProblemException problem =
          Problem.of(
                  ProblemType.UPLOAD_TRUNCATED,
                  "The upload broke off after %d bytes; send it again.".formatted(count))
              .with("actual", count)
              .toException();
      problem.initCause(cause);
      return problem;
    }
  }
}
