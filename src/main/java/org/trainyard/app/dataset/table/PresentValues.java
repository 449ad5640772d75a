package org.trainyard.app.dataset.table;

/**
 * The numbers of a column in a batch that are not missing, one behind the other: those who count
 * them need not look for others, and find them in the first cache. Used again for each column.
 */
final class PresentValues {

  private float[] values = new float[0];
  private int size;

  /** Takes those of {@code number} values that stand {@code step} apart; NaN is a missing one. */
  void take(float[] from, int first, int step, int number) {
    if (values.length < number) {
      values = new float[number];
    }
    int kept = 0;
    for (int i = 0, at = first; i < number; i++, at += step) {
      float value = from[at];
      values[kept] = value; // overwritten by the next one if it is missing
      kept += Float.isNaN(value) ? 0 : 1;
    }
    size = kept;
  }

  /** What follows the first {@link #size()} of them is left over from before. */
  float[] values() {
    return values;
  }

  int size() {
    return size;
  }
}
