package org.trainyard.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;

/**
 * The rows of a data set divided into parts, the same for the same seed. Row numbers ascend within
 * each part.
 */
public final class Split {

  private final int[] training;
  private final int[] validation;
  private final int[] test;

  private Split(int[] training, int[] validation, int[] test) {
    this.training = training;
    this.validation = validation;
    this.test = test;
    Arrays.sort(training);
    Arrays.sort(validation);
    Arrays.sort(test);
  }

  /**
   * Draws the held-out rows from all rows alike.
   *
   * @param rows how many rows there are
   * @param validation share of the rows, rounded to whole rows
   * @param test share of the rows, rounded to whole rows
   */
  public static Split random(int rows, double validation, double test, long seed) {
    int[] order = new int[rows];
    RandomKey.of(seed, Purpose.SPLIT).permutation(order);
    int validationRows = (int) Math.round(validation * rows);
    int testRows = (int) Math.round(test * rows);
    return parts(order, validationRows, testRows);
  }

  /**
   * Draws the held-out rows from each class by itself, so that all parts have the same shares of
   * the classes; a class gives every part that is asked for at least one row where it has enough.
   *
   * @param classes the class of each row, from 0
   */
  public static Split stratified(int[] classes, double validation, double test, long seed) {
    RandomKey key = RandomKey.of(seed, Purpose.SPLIT);
    List<Split> splits = new ArrayList<>();
    int number = Arrays.stream(classes).max().orElse(-1) + 1;
    for (int label = 0; label < number; label++) {
      splits.add(ofClass(rowsOf(classes, label), validation, test, key.derive(label)));
    }
    return new Split(
        joined(splits.stream().map(split -> split.training).toList()),
        joined(splits.stream().map(split -> split.validation).toList()),
        joined(splits.stream().map(split -> split.test).toList()));
  }

  public int[] training() {
    return training.clone();
  }

  public int[] validation() {
    return validation.clone();
  }

  public int[] test() {
    return test.clone();
  }

  private static Split ofClass(int[] rows, double validation, double test, RandomKey key) {
    int[] order = new int[rows.length];
    key.permutation(order);
    int[] shuffled = Arrays.stream(order).map(position -> rows[position]).toArray();
    int validationRows = atLeastOne(validation, rows.length);
    int testRows = atLeastOne(test, rows.length);
    boolean leavesTraining = validationRows + testRows < rows.length;
    return leavesTraining
        ? parts(shuffled, validationRows, testRows)
        : parts(shuffled, 0, 0); // too rare a class to hold any of it out
  }

  private static int atLeastOne(double share, int rows) {
    return share == 0 ? 0 : (int) Math.max(1, Math.round(share * rows));
  }

  private static Split parts(int[] order, int validationRows, int testRows) {
    int heldOut = validationRows + testRows;
    return new Split(
        Arrays.copyOfRange(order, heldOut, order.length),
        Arrays.copyOfRange(order, 0, validationRows),
        Arrays.copyOfRange(order, validationRows, heldOut));
  }

  private static int[] rowsOf(int[] classes, int label) {
    int[] rows = new int[classes.length];
    int count = 0;
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] == label) {
        rows[count] = row;
        count++;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static int[] joined(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
