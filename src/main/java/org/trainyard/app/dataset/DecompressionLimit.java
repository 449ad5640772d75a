package org.trainyard.app.dataset;

import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * How large content may become when it is decompressed: so many bytes, and so many times its size.
 */
public final class DecompressionLimit {

  private static final int RATIO = 100;
  private static final long RATIO_FREE = 1 << 20; // any ratio is fine up to this many bytes

  private DecompressionLimit() {}

  /**
   * Refuses content that became, or says that it will become, too large.
   *
   * @param bytes after decompression
   * @param compressed bytes that were sent of it
   * @throws org.trainyard.app.web.ProblemException {@code decompressed-too-large}
   */
  public static void require(long bytes, long compressed, DatasetProperties limits) {
    long limit = limits.maxDecompressed().toBytes();
    boolean fits = bytes >= 0 && bytes <= limit;
    if (!fits || (bytes > RATIO_FREE && bytes / RATIO > compressed)) {
      throw Problem.of(
              ProblemType.DECOMPRESSED_TOO_LARGE,
              "The upload decompresses to more than %d bytes, or to more than %d times its size."
                  .formatted(limit, RATIO))
          .limit(limit, bytes)
          .hint("Send it uncompressed or in parts, or raise trainyard.datasets.max-decompressed.")
          .toException();
    }
  }
}
