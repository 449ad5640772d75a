package org.trainyard.app.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.rows.ArrayRows;

/** Mean, deviation, range and median of columns, against their definitions. */
class StatisticsOfRowsTests {

  private static final int COLUMNS = 7;

  /** Of every magnitude and sign, with repeated values, zeros of both signs and holes. */
  private static float[][] values(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] values = new float[rows][COLUMNS];
    for (float[] row : values) {
      row[0] = (float) (random.nextGaussian() * 1e-3 + 1e4);
      row[1] = Float.intBitsToFloat(random.nextInt() & 0xBF7FFFFF); // any finite bits
      row[2] = random.nextInt(3) - 1;
      row[3] = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(256);
      row[4] = 12.5f;
      row[5] = random.nextBoolean() ? 0f : -0f;
      row[6] = Float.NaN;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 11, 1000, 1001})
  void findsTheMedianThatSortingFinds(int rows) {
    float[][] values = values(rows, rows);
    int[] some = IntStream.range(0, rows).filter(row -> row % 3 != 1 || rows < 3).toArray();

    float[] medians = Medians.of(new ArrayRows(values).reader(), some, COLUMNS);

    for (int column = 0; column < COLUMNS; column++) {
      double[] sorted = present(values, some, column);
      float expected =
          sorted.length == 0
              ? Float.NaN
              : (float) ((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
      assertThat(medians[column]).as("column %d", column).isEqualTo((Float) expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 5000})
  void measuresColumnsAsTheirDefinitionsDo(int rows) {
    assertMeasured(values(rows, 17L * rows));
  }

  /** Whole rows are measured by vectors. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 5000})
  void measuresWholeRowsAndOthersAlike(int rows) {
    float[][] values = values(rows, 17L * rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < COLUMNS && row % 5 != 1; column++) {
        values[row][column] = Float.isNaN(values[row][column]) ? -row : values[row][column];
      }
    }
    assertMeasured(values);
  }

  /** What a model is trained with follows from them. */
  @Test
  void measuresWholeRowsToTheBitsOfOthers() {
    SplittableRandom random = new SplittableRandom(9);
    RunningStatistics whole = new RunningStatistics(3);
    RunningStatistics withHole = new RunningStatistics(4);
    for (int row = 0; row < 10_000; row++) {
      float fraction = (float) random.nextGaussian();
      float zero = random.nextBoolean() ? 0f : -0f;
      float large = random.nextInt(1 << 24) * 1e20f;
      whole.add(new float[] {fraction, zero, large, Float.NaN}); // the last one is none of it
      withHole.add(new float[] {fraction, zero, large, Float.NaN});
    }
    for (int i = 0; i < 3; i++) {
      assertThat(bits(whole, i)).as("value %d", i).isEqualTo(bits(withHole, i));
    }
  }

  private static List<Long> bits(RunningStatistics statistics, int index) {
    return List.of(
        Double.doubleToRawLongBits(statistics.mean(index)),
        Double.doubleToRawLongBits(statistics.deviation(index)),
        Double.doubleToRawLongBits(statistics.minimum(index)),
        Double.doubleToRawLongBits(statistics.maximum(index)));
  }

  private static void assertMeasured(float[][] values) {
    RunningStatistics statistics = new RunningStatistics(COLUMNS);
    for (float[] row : values) {
      row[1] = row[1] % 1000; // no sums of squares beyond double
      statistics.add(row);
    }

    int[] all = IntStream.range(0, values.length).toArray();
    for (int column = 0; column < COLUMNS; column++) {
      double[] present = present(values, all, column);
      double mean = Arrays.stream(present).average().orElse(0);
      double variance =
          Arrays.stream(present).map(value -> (value - mean) * (value - mean)).average().orElse(0);
      assertThat(statistics.mean(column)).isCloseTo(mean, within(1e-9 * (1 + Math.abs(mean))));
      assertThat(statistics.deviation(column))
          .isCloseTo(Math.sqrt(variance), within(1e-9 * (1 + Math.sqrt(variance))));
      assertThat(statistics.minimum(column))
          .isEqualTo((float) Arrays.stream(present).min().orElse(0));
      assertThat(statistics.maximum(column))
          .isEqualTo((float) Arrays.stream(present).max().orElse(0));
    }
  }

  @Test
  void seesAConstantColumnAsConstant() {
    RunningStatistics statistics = new RunningStatistics(1);
    for (int i = 0; i < 1000; i++) {
      statistics.add(new float[] {0.1f});
    }

    assertThat(statistics.deviation(0)).isZero();
  }

  private static double[] present(float[][] values, int[] rows, int column) {
    return Arrays.stream(rows)
        .mapToDouble(row -> values[row][column])
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }
}
