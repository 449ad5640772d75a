package org.trainyard.app.protocol;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Arrays for large bodies; a few are kept for the next. A new one costs more than the memory that
 * is written: the G1 collector begins a cycle for every few dozen arrays of megabytes. Safe for any
 * number of threads.
 */
final class BodyArrays {

  static final int KEPT_BYTES = 4 << 20;
  private static final int MOST_KEPT = 4;

  private final BlockingQueue<byte[]> kept;

  /**
   * None at first.
   *
   * @param processors as many arrays are kept, if they are few
   */
  BodyArrays(int processors) {
    kept = new ArrayBlockingQueue<>(Math.min(MOST_KEPT, processors));
  }

  /**
   * An array of at least {@code bytes} elements with any values, one that was kept if it holds the
   * whole body. Until its client has sent so much, a body gets no new array of its length.
   *
   * @param length of the whole body
   */
  byte[] take(int bytes, int length) {
    byte @Nullable [] array = length > KEPT_BYTES / 8 && length <= KEPT_BYTES ? kept.poll() : null;
    if (array != null) {
      return array;
    }
    boolean isToBeKept = bytes > KEPT_BYTES / 8 && bytes <= KEPT_BYTES;
    return new byte[isToBeKept ? KEPT_BYTES : bytes];
  }

  /** Keeps an array for others, or not; its taker must not use it any more. */
  void giveBack(byte[] array) {
    if (array.length == KEPT_BYTES) {
      kept.offer(array);
    }
  }
}
