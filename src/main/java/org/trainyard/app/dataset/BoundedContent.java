package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Refuses content that is larger than allowed, or much larger than what was sent of it. */
final class BoundedContent extends InputStream {

  private static final int RATIO_LIMIT = 100;
  private static final long RATIO_FREE = 1 << 20; // any ratio is fine up to this many bytes

  private final InputStream in;
  private final CountedUpload upload;
  private final DatasetProperties limits;
  private long count;

  BoundedContent(InputStream in, CountedUpload upload, DatasetProperties limits) {
    this.in = in;
    this.upload = upload;
    this.limits = limits;
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
    long limit = limits.maxDecompressed().toBytes();
    if (count > limit || (count > RATIO_FREE && count > RATIO_LIMIT * upload.count())) {
      throw tooLarge(limit, count).toException();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static Problem tooLarge(long limit, long count) {
    return Problem.of(
            ProblemType.DECOMPRESSED_TOO_LARGE,
            "The upload decompresses to more than %d bytes, or to more than %d times its size."
                .formatted(limit, RATIO_LIMIT))
        .limit(limit, count)
        .hint("Send it uncompressed or in parts, or raise trainyard.datasets.max-decompressed.");
  }
}
