package org.trainyard.app.protocol.oip;

import java.math.BigInteger;
import java.util.Locale;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** The types of tensors. */
enum DataType {
  BOOL(1),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  FP16(2),
  BF16(2),
  FP32(4),
  FP64(8),
  BYTES(0);

  private final int size;

  DataType(int size) {
    this.size = size;
  }

  /** The type of that name, in any case. */
  static DataType of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw Problem.of(ProblemType.WRONG_TYPE, "'%s' is not a datatype.".formatted(Echo.of(name)))
          .toException();
    }
  }

  /** Bytes of an element; 0 where each has its own length. */
  int size() {
    return size;
  }

  /** Whether JSON can hold it. */
  boolean isInJson() {
    return this != FP16 && this != BF16;
  }

  /** Whether its values are whole numbers. */
  boolean isInteger() {
    return name().startsWith("INT") || name().startsWith("UINT");
  }

  /** Of whole numbers. */
  BigInteger minimum() {
    return name().startsWith("U") ? BigInteger.ZERO : BigInteger.TWO.pow(8 * size - 1).negate();
  }

  /** Of whole numbers. */
  BigInteger maximum() {
    int bits = name().startsWith("U") ? 8 * size : 8 * size - 1;
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }
}
