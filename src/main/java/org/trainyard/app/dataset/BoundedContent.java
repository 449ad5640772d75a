package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;

/** Refuses content that is larger than allowed, or much larger than what was sent of it. */
final class BoundedContent extends InputStream {

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
    DecompressionLimit.require(count, upload.count(), limits);
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
