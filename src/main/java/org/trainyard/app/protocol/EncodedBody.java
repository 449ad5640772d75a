package org.trainyard.app.protocol;

import java.util.Optional;

/**
 * The bytes of a body after its Content-Encoding is undone. To be closed when nothing refers to
 * them any more: others are read into the same array then.
 */
public final class EncodedBody implements AutoCloseable {

  private final byte[] bytes;
  private final int length;
  private final Optional<BodyArrays> owner;

  /**
   * A body.
   *
   * @param bytes perhaps longer than the body
   * @param arrays where {@code bytes} go when it is closed
   */
  EncodedBody(byte[] bytes, int length, BodyArrays arrays) {
    this(bytes, length, Optional.of(arrays));
  }

  private EncodedBody(byte[] bytes, int length, Optional<BodyArrays> owner) {
    this.bytes = bytes;
    this.length = length;
    this.owner = owner;
  }

  /** A body whose array nobody else gets. */
  static EncodedBody of(byte[] bytes) {
    return new EncodedBody(bytes, bytes.length, Optional.empty());
  }

  /** Not a copy; the body is its beginning. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  @Override
  public void close() {
    owner.ifPresent(arrays -> arrays.giveBack(bytes));
  }
}
