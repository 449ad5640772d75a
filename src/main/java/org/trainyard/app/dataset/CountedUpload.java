package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Counts the bytes of an upload as they are sent, and refuses more than are allowed. */
final class CountedUpload extends InputStream {

  private final InputStream in;
  private final DatasetProperties limits;
  private long count;

  CountedUpload(InputStream in, DatasetProperties limits) {
    this.in = in;
    this.limits = limits;
  }

  static Problem tooLarge(DatasetProperties limits, long bytes) {
    long limit = limits.maxUpload().toBytes();
    return Problem.of(
            ProblemType.UPLOAD_TOO_LARGE, "The upload is larger than %d bytes.".formatted(limit))
        .limit(limit, bytes)
        .hint("Send less, or raise trainyard.datasets.max-upload.");
  }

  long count() {
    return count;
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

  @Override
  public void close() throws IOException {
    in.close();
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
