package org.trainyard.app.dataset.numpy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.trainyard.app.dataset.table.BinaryColumn;
import org.trainyard.app.dataset.table.Sighting;

/**
 * Where the values of a row lie in an array, and what they are. The values of a row are in C order
 * whatever the order of the array.
 */
final class NpyElements {

  private final NpyType type;
  private final long rowBytes; // from a row to the next
  private final long[] offsets; // (values of a row) from the row's beginning

  NpyElements(NpyArray array) {
    NpyHead head = array.head();
    this.type = head.type();
    int width = Math.toIntExact(array.width());
    this.offsets = new long[width];
    switch (head.order()) {
      case C -> {
        rowBytes = (long) width * type.bytes();
        for (int i = 0; i < width; i++) {
          offsets[i] = (long) i * type.bytes();
        }
      }
      case FORTRAN -> {
        rowBytes = type.bytes();
        for (int i = 0; i < width; i++) {
          offsets[i] = fortranIndex(head.shape(), i) * type.bytes();
        }
      }
      default -> throw new IllegalStateException("no such order");
    }
  }

  /** Where a value of row 0 lies, in values; {@code i} is its place in C order. */
  private static long fortranIndex(List<Long> shape, long i) {
    long index = 0;
    long rest = i;
    for (int dimension = shape.size() - 1; dimension >= 1; dimension--) {
      long step = shape.subList(0, dimension).stream().reduce(1L, Math::multiplyExact);
      index += rest % shape.get(dimension) * step;
      rest /= shape.get(dimension);
    }
    return index;
  }

  int width() {
    return offsets.length;
  }

  /** The raw value at a place of a row, both from 0. */
  float value(MemorySegment values, long row, int place, BinaryColumn column) {
    long offset = row * rowBytes + offsets[place];
    if (type.isWhole()) {
      long whole = type.whole(values, offset);
      return type.isWrapped(whole)
          ? column.unsigned(whole, row + 1)
          : column.number(whole, row + 1);
    }
    double real = type.real(values, offset);
    if (Double.isInfinite(real)) {
      long index = row * width() + place;
      throw Sighting.inRow(Double.toString(real), row + 1)
          .notFinite(column.raw().name())
          .with("index", index)
          .toException();
    }
    return column.number(real, row + 1);
  }
}
