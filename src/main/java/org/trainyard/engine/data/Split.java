package org.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    int[][] rows = rowsByClass(classes);
    List<Split> splits =
        IntStream.range(0, rows.length)
            .mapToObj(label -> ofClass(rows[label], validation, test, key.derive(label)))
            .toList();
    return new Split(
        joined(splits.stream().map(split -> split.training).toList()),
        joined(splits.stream().map(split -> split.validation).toList()),
        joined(splits.stream().map(split -> split.test).toList()));
  }

  /**
   * The same division of other rows: what was row {@code i} is row {@code rows[i]}.
   *
   * @param rows ascending, at least as many as were divided
   */
  public Split of(int[] rows) {
    return new Split(chosen(rows, training), chosen(rows, validation), chosen(rows, test));
  }

  /** The same division with more rows, all of them held out. */
  public Split holdingOut(int[] moreValidation, int[] moreTest) {
    return new Split(
        training.clone(),
        joined(List.of(validation, moreValidation)),
        joined(List.of(test, moreTest)));
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
    int validationRows = atLeastOne(validation, rows.length);
    int testRows = atLeastOne(test, rows.length);
    boolean leavesTraining = validationRows + testRows < rows.length;
    Split positions =
        leavesTraining
            ? parts(order, validationRows, testRows)
            : parts(order, 0, 0); // too rare a class to hold any of it out
    return positions.of(rows);
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

  private static int[][] rowsByClass(int[] classes) {
    int number = Arrays.stream(classes).max().orElse(-1) + 1;
    int[] counts = new int[number];
    for (int label : classes) {
      counts[label]++;
    }
    int[][] rows = new int[number][];
    Arrays.setAll(rows, label -> new int[counts[label]]);
    for (int row = classes.length - 1; row >= 0; row--) {
      int label = classes[row];
      rows[label][--counts[label]] = row;
    }
    return rows;
  }

  private static int[] chosen(int[] rows, int[] positions) {
    return Arrays.stream(positions).map(position -> rows[position]).toArray();
  }

  private static int[] joined(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
