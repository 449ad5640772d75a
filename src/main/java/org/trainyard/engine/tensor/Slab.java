package org.trainyard.engine.tensor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.trainyard.engine.kernel.Kernels;

/**
 * Memory for the matrices of one network or one training, cut from few arrays so that every row
 * begins at a cache line.
 *
 * <p>A vector of 512 bits that lies across two lines costs two reads: products on such matrices
 * take a quarter to a half longer on CPUs with two multipliers. Java aligns an array to 8 bytes,
 * but the G1 collector lets one of more than half a heap region begin where a region begins, and
 * leaves it there. So a slab takes whole regions, unless all it holds fits into the first cache.
 * Under another collector rows begin anywhere, which is slower and changes no bit.
 *
 * <p>Belongs to one thread. An array lives as long as one of its matrices.
 */
public final class Slab {

  private static final int LINE_BYTES = Kernels.PADDING * Float.BYTES;

  /** Fewer elements stay in the first cache, wherever they lie. */
  private static final long SMALL = 4 * 1024;

  /** No more is taken at once than fits into one array. */
  private static final long LARGEST = 1 << 28;

  private static final int HEADER_BYTES =
      Boolean.parseBoolean(option("UseCompactObjectHeaders", "false")) ? 12 : 16;

  private static final int REGION_BYTES =
      Math.max(1 << 20, Integer.parseInt(option("G1HeapRegionSize", "0")));

  /** The first element that lies at the start of a line, where the array itself does. */
  private static final int FIRST = (LINE_BYTES - HEADER_BYTES) / Float.BYTES;

  private final long expected;
  private float[] array = {};
  private int next;

  private Slab(long expected) {
    this.expected = expected;
  }

  /**
   * An empty slab.
   *
   * @param elements that will be asked for, about; it grows when there are more
   */
  public static Slab expecting(long elements) {
    return new Slab(Math.min(elements, LARGEST));
  }

  /** A matrix of zeros. */
  public Matrix zeros(int rows, int columns) {
    int elements = Matrix.elements(rows, Matrix.strideOf(columns));
    if (elements > array.length - next) {
      grow(Math.max(elements, array.length == 0 ? expected : 0));
    }
    Matrix matrix = Matrix.in(array, next, rows, columns);
    next += elements;
    return matrix;
  }

  private void grow(long elements) {
    if (elements < SMALL) {
      array = new float[(int) elements];
      next = 0;
    } else {
      array = new float[wholeRegions(elements)];
      next = FIRST;
    }
  }

  /** The length of an array for so many elements that ends where a region ends. */
  private static int wholeRegions(long elements) {
    long bytes = LINE_BYTES + elements * Float.BYTES;
    long regions = (bytes + REGION_BYTES - 1) / REGION_BYTES;
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE - 8, (regions * REGION_BYTES - HEADER_BYTES) / Float.BYTES));
  }

  private static String option(String name, String absent) {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return absent;
    }
    try {
      return hotSpot.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      return absent; // this JVM does not have the option
    }
  }
}
