package org.trainyard.app.dataset.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the bytes of a text that may end a field: separators, quotes, and bytes below 16, among
 * which are the line ends. Eight bytes are compared at a time, within one long each. Belongs to one
 * thread.
 */
final class SignScan {

  /** Bytes behind the text that are read, and may hold anything. */
  static final int SLACK = Long.SIZE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L; // a number in each byte, by multiplication
  private static final long LOW_BITS = 0x7F * EACH;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long GATHER =
      0x0102040810204080L; // the lowest bits of bytes, in the top one

  private static final int AT_A_TIME = 12; // signs: more than most 64 bytes hold

  private final long separators;
  private int[] places = new int[1 << 12];
  private int count;
  private long all; // bits that stand in any byte, some behind the end included

  SignScan(char separator) {
    this.separators = separator * EACH;
  }

  /** Finds the signs in {@code [from, end)}; the array is longer by {@link #SLACK} bytes. */
  void scan(byte[] bytes, int from, int end) {
    count = 0;
    all = 0;
    for (int at = from; at < end; at += Long.SIZE) {
      long signs = 0;
      long bits = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        long word = (long) LONGS.get(bytes, at + Long.BYTES * i);
        bits |= word;
        signs |= signs(word) << (Long.BYTES * i);
      }
      int behind = at + Long.SIZE - end;
      all |= bits;
      keep(behind <= 0 ? signs : signs & (-1L >>> behind), at);
    }
  }

  /** One bit for each byte that is a sign. */
  private long signs(long word) {
    long other = nonZero(word ^ separators) & nonZero(word ^ ('"' * EACH));
    long marks = ~(other & nonZero(word & HIGH_HALVES)) & HIGH_BITS;
    return ((marks >>> 7) * GATHER) >>> 56;
  }

  /** The high bit of each byte: whether the byte is not zero. */
  private static long nonZero(long word) {
    return ((word & LOW_BITS) + LOW_BITS) | word;
  }

  private void keep(long signs, int at) {
    if (count + 2 * Long.SIZE > places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    int next = count;
    // So many at a time that mostly no branch depends on their number; what is too much is
    // overwritten by the next ones.
    for (long rest = signs; rest != 0; ) {
      for (int i = 0; i < AT_A_TIME; i++) {
        places[next++] = at + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
      }
    }
    count += Long.bitCount(signs);
  }

  /** Where the signs stand, in ascending order; valid up to the next scan. */
  int[] places() {
    return places;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** Whether all bytes are certainly ASCII. */
  boolean isAscii() {
    return (all & HIGH_BITS) == 0;
  }
}
