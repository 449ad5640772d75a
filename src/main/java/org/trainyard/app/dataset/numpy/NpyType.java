package org.trainyard.app.dataset.numpy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.trainyard.app.dataset.numpy.NpyHeadParser.Malformed;
import org.trainyard.app.web.Echo;

/**
 * The type of an array's values, with their byte order.
 *
 * @param kind what a value is
 * @param bytes of a value
 */
record NpyType(Kind kind, int bytes, ByteOrder order) {

  static final String SUPPORTED =
      "bool, int8 to int64, uint8 to uint64, float16, float32 and float64";

  /** What a value is. */
  enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  /** An array whose values are pickled Python objects. */
  static final class ObjectArray extends RuntimeException {

    private static final long serialVersionUID = 1;
  }

  /**
   * The type with that name in NumPy's array interface, such as {@code <f8}.
   *
   * @throws ObjectArray if values are objects
   * @throws Malformed if it is no type of numbers
   */
  static NpyType of(String descr) {
    if (descr.length() >= 2 && descr.charAt(1) == 'O') {
      throw new ObjectArray();
    }
    if (!descr.matches("[<>|=][a-zA-Z][0-9]{0,9}.*")) {
      throw unsupported(descr);
    }
    ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (descr.substring(1)) {
      case "b1" -> new NpyType(Kind.BOOL, 1, order);
      case "i1" -> new NpyType(Kind.SIGNED, 1, order);
      case "i2" -> new NpyType(Kind.SIGNED, 2, order);
      case "i4" -> new NpyType(Kind.SIGNED, 4, order);
      case "i8" -> new NpyType(Kind.SIGNED, 8, order);
      case "u1" -> new NpyType(Kind.UNSIGNED, 1, order);
      case "u2" -> new NpyType(Kind.UNSIGNED, 2, order);
      case "u4" -> new NpyType(Kind.UNSIGNED, 4, order);
      case "u8" -> new NpyType(Kind.UNSIGNED, 8, order);
      case "f2" -> new NpyType(Kind.FLOAT, 2, order);
      case "f4" -> new NpyType(Kind.FLOAT, 4, order);
      case "f8" -> new NpyType(Kind.FLOAT, 8, order);
      default -> throw unsupported(descr);
    };
  }

  private static Malformed unsupported(String descr) {
    return new Malformed(
        "its values are of type '%s'; read are %s".formatted(Echo.of(descr), SUPPORTED));
  }

  boolean isWhole() {
    return kind != Kind.FLOAT;
  }

  /** The whole number at an offset; one beyond the range of a long wraps to a negative one. */
  long whole(MemorySegment values, long offset) {
    return switch (bytes) {
      case 1 -> {
        byte value = values.get(ValueLayout.JAVA_BYTE, offset);
        yield kind == Kind.BOOL ? (value == 0 ? 0 : 1) : extended(value, 0xFFL);
      }
      case 2 ->
          extended(values.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset), 0xFFFFL);
      case 4 ->
          extended(
              values.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset), 0xFFFFFFFFL);
      default -> values.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset);
    };
  }

  private long extended(long value, long mask) {
    return kind == Kind.SIGNED ? value : value & mask;
  }

  /** Whether a whole number as {@link #whole} gives it has wrapped. */
  boolean isWrapped(long value) {
    return value < 0 && kind == Kind.UNSIGNED;
  }

  /** The number at an offset, of a type that has fractions. */
  double real(MemorySegment values, long offset) {
    return switch (bytes) {
      case 2 ->
          Float.float16ToFloat(
              values.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset));
      case 4 -> values.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), offset);
      default -> values.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset);
    };
  }
}
