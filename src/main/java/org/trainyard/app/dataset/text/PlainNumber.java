package org.trainyard.app.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what most numbers of a file are: an optional minus, then up to sixteen digits with an
 * optional decimal sign among them. All of them are looked at together, within one long or two; so
 * the time does not depend on where the sign stands. The result is correct to the last bit of a
 * double, for the reason that {@link NumberParser} gives.
 */
public final class PlainNumber {

  /** Bytes that a plain number has at most, beside its minus. */
  public static final int LONGEST = 2 * Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L; // a number in each byte, by multiplication
  private static final long ZEROS = '0' * EACH;
  private static final long SIGNS =
      0x10 * EACH; // a bit that '.' and ',' have once '0' is taken off
  private static final long BEYOND_NINE = 0x76 * EACH; // makes the high bit, added to 10 and more
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long EIGHT_DIGITS = 100_000_000;
  private static final long EXACT = 1L << 53;
  private static final long[] FIRST = { // so many of the first bytes of a long
    0, 0xFFL, 0xFFFFL, 0xFFFFFFL, 0xFFFFFFFFL, 0xFFFFFFFFFFL, 0xFFFFFFFFFFFFL, 0xFFFFFFFFFFFFFFL, -1
  };
  private static final long[] LAST = { // so many of the last bytes of a long
    0, -1L << 56, -1L << 48, -1L << 40, -1L << 32, -1L << 24, -1L << 16, -1L << 8, -1
  };
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private PlainNumber() {}

  /**
   * The number as a double.
   *
   * @param text from {@code end - 16} on it is read, whatever {@code from} is; and at {@code end}
   * @param decimal the sign before the fraction: a point or a comma
   * @return NaN if it is no plain number, though it may be another one
   */
  static double parse(byte[] text, int from, int end, char decimal) {
    // The minus is not branched on: a processor cannot foresee it.
    int minus = (((text[from] ^ '-') & 0xFF) - 1) >>> 31; // 1 if there is one
    int length = end - from - minus;
    if (length <= 0 || length > LONGEST) {
      return Double.NaN;
    }
    double number =
        length <= Long.BYTES
            ? withinOne(text, end, length, decimal)
            : withinTwo(text, end, length, decimal);
    return signed(minus, number);
  }

  /** Of one to eight bytes, which most columns of a file have in all rows. */
  private static double withinOne(byte[] text, int end, int length, char decimal) {
    long low = ((long) LONGS.get(text, end - 8) ^ ZEROS) & last(length);
    int fraction = 0;
    long sign = low & SIGNS;
    if (sign != 0) {
      int at = Long.numberOfTrailingZeros(sign) >>> 3;
      fraction = 7 - at;
      low = without(at, low);
    }
    boolean isSign = sign == 0 || (text[end - 1 - fraction] == decimal && length > 1);
    return isSign && areDigits(low, 0) ? value(low) / POWERS[fraction] : Double.NaN;
  }

  /** Of nine to sixteen. */
  private static double withinTwo(byte[] text, int end, int length, char decimal) {
    long low = (long) LONGS.get(text, end - 8) ^ ZEROS;
    long high = ((long) LONGS.get(text, end - 16) ^ ZEROS) & last(length - 8);
    int fraction = 0;
    long sign = low & SIGNS;
    if (sign != 0) {
      int at = Long.numberOfTrailingZeros(sign) >>> 3;
      fraction = 7 - at;
      low = without(at, low) | (high >>> 56);
      high <<= 8;
    } else {
      sign = high & SIGNS;
      if (sign != 0) {
        int at = Long.numberOfTrailingZeros(sign) >>> 3;
        fraction = 15 - at;
        high = without(at, high);
      }
    }
    boolean isSign = sign == 0 || text[end - 1 - fraction] == decimal;
    long digits = value(high) * EIGHT_DIGITS + value(low);
    return isSign && areDigits(low, high) && digits <= EXACT
        ? digits / POWERS[fraction]
        : Double.NaN;
  }

  /** A mask of so many of the last bytes of a long that was read from a text, 0 to 8. */
  static long last(int bytes) {
    return LAST[bytes];
  }

  /** Negates where {@code minus} is one. */
  private static double signed(int minus, double number) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(number) ^ ((long) minus << 63));
  }

  /** The bytes before one take its place; the first becomes zero. */
  private static long without(int at, long word) {
    return (word & ~FIRST[at + 1]) | ((word & FIRST[at]) << 8);
  }

  /** Whether each byte is a number from 0 to 9. */
  private static boolean areDigits(long low, long high) {
    return (((low + BEYOND_NINE) | low | (high + BEYOND_NINE) | high) & HIGH_BITS) == 0;
  }

  /** The number that eight digits make, the first of which is the lowest byte. */
  private static long value(long digits) {
    long pairs = (digits * (1 + (10 << 8))) >>> 8;
    long fours = ((pairs & 0x00FF00FF00FF00FFL) * (1 + (100L << 16))) >>> 16;
    return ((fours & 0x0000FFFF0000FFFFL) * (1 + (10_000L << 32))) >>> 32;
  }
}
