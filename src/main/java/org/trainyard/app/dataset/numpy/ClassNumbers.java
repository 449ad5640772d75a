package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.TreeSet;

/**
 * Tells whether an array holds the numbers of classes. It does where it has whole numbers in one
 * dimension, and they are only two, or else a run from 0 or 1 of at most {@value #MOST} of which
 * none is left out.
 */
final class ClassNumbers {

  private static final int MOST = 256;

  private ClassNumbers() {}

  static boolean areIn(NpyArray array) throws IOException {
    if (!array.head().type().isWhole() || array.width() != 1) {
      return false;
    }
    NpyType type = array.head().type();
    TreeSet<Long> numbers = new TreeSet<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment values = array.values(arena);
      for (long offset = 0; offset < values.byteSize(); offset += type.bytes()) {
        numbers.add(type.whole(values, offset));
        if (numbers.size() > MOST) {
          return false;
        }
      }
    }
    long first = numbers.first();
    boolean run = (first == 0 || first == 1) && numbers.last() - first == numbers.size() - 1;
    return numbers.size() == 2 || (run && numbers.size() > 1);
  }
}
