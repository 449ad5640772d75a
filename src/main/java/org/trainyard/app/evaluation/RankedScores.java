package org.trainyard.app.evaluation;

import java.util.Arrays;

/**
 * The probabilities of one label over some rows, in their order, each with whether its row has the
 * label. Belongs to one thread.
 */
final class RankedScores {

  // The bits of a probability, which order as the number does, and in the last bit whether the row
  // has the label; ascending.
  private final int[] keys;
  private final int positives;

  private RankedScores(int[] keys, int positives) {
    this.keys = keys;
    this.positives = positives;
  }

  /**
   * Of one label.
   *
   * @param probabilities (rows, labels), row-major
   * @param actual index of each row's label
   */
  static RankedScores of(float[] probabilities, int[] actual, int rows, int labels, int label) {
    int[] keys = new int[rows];
    int positives = 0;
    for (int row = 0; row < rows; row++) {
      int isPositive = actual[row] == label ? 1 : 0;
      float probability = Math.max(0f, probabilities[row * labels + label]); // no -0
      keys[row] = Float.floatToIntBits(probability) << 1 | isPositive;
      positives += isPositive;
    }
    Arrays.sort(keys);
    return new RankedScores(keys, positives);
  }

  int positives() {
    return positives;
  }

  int negatives() {
    return keys.length - positives;
  }

  /** How many different probabilities there are. */
  int thresholds() {
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      count += i == 0 || keys[i] >>> 1 != keys[i - 1] >>> 1 ? 1 : 0;
    }
    return count;
  }

  /** Told of each different probability, from the highest to the lowest. */
  @FunctionalInterface
  interface Visitor {

    /** So many rows with the label, and without it, have at least that probability. */
    void at(float threshold, int truePositives, int falsePositives);
  }

  void forEach(Visitor visitor) {
    int truePositives = 0;
    int falsePositives = 0;
    for (int i = keys.length - 1; i >= 0; i--) {
      truePositives += keys[i] & 1;
      falsePositives += 1 - (keys[i] & 1);
      if (i == 0 || keys[i] >>> 1 != keys[i - 1] >>> 1) {
        visitor.at(Float.intBitsToFloat(keys[i] >>> 1), truePositives, falsePositives);
      }
    }
  }
}
