package org.trainyard.app.dataset.numpy;

import java.math.BigInteger;
import java.util.List;

/**
 * What stands before the values of an array.
 *
 * @param order of the values: in C's the last index runs fastest, in Fortran's the first
 * @param shape the number of rows first
 * @param bytes of the head itself
 */
record NpyHead(NpyType type, Order order, List<Long> shape, int bytes) {

  NpyHead {
    shape = List.copyOf(shape);
  }

  /** Which index runs fastest. */
  enum Order {
    C,
    FORTRAN
  }

  /** Bytes of all values, whatever is declared. */
  BigInteger valueBytes() {
    return shape.stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.valueOf(type.bytes()), BigInteger::multiply);
  }

  /** As Python writes it. */
  String shapeInWords() {
    StringBuilder words = new StringBuilder("(");
    shape.forEach(size -> words.append(size).append(", "));
    String text = words.toString().strip();
    return (shape.size() > 1 ? text.substring(0, text.length() - 1) : text) + ")";
  }
}
