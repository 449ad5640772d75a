package org.trainyard.app.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.dataset.Storage;

class StatisticsTests {

  /** The expected numbers are those of NumPy 2: mean, std, quantile. */
  @Test
  void agreesWithNumPy() {
    float[] values = {3, Float.NaN, -1.5f, 8, 0.25f, 3, 1e3f};
    Column.Numeric column = column(values);
    assertThat(column.missing()).isEqualTo(1);
    assertThat(column.distinct()).isEqualTo(5);
    assertThat(column.distinctError()).isZero();
    assertThat(column.min()).isEqualTo(-1.5);
    assertThat(column.max()).isEqualTo(1000);
    assertThat(column.mean()).isCloseTo(168.79166666666666, within(1e-12));
    assertThat(column.standardDeviation()).isCloseTo(371.73927962200725, within(1e-10));
    assertThat(column.quantiles())
        .isEqualTo(new Column.Quantiles(-1.0625, 0.9375, 3, 6.75, 752, 0));
  }

  @Test
  void losesNoDigitsToALargeMean() {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 8_000_000 + (i % 2 == 0 ? 1 : -1);
    }
    assertThat(column(values).mean()).isEqualTo(8_000_000);
    assertThat(column(values).standardDeviation()).isEqualTo(1);
  }

  @Test
  void storesWholeNumbersUpTo255AsBytes() {
    assertThat(column(0, 255, 7).storage()).isEqualTo(Storage.UINT8);
    assertThat(column(0, 256).storage()).isEqualTo(Storage.FLOAT32);
    assertThat(column(-1, 1).storage()).isEqualTo(Storage.FLOAT32);
    assertThat(column(0.5f, 1).storage()).isEqualTo(Storage.FLOAT32);
    assertThat(column(Float.NaN, 1).storage()).isEqualTo(Storage.FLOAT32);
  }

  @Test
  void countsDifferentNumbersExactlyUpToItsLimit() {
    DistinctCount count = DistinctCount.oneOf(1);
    for (int i = 0; i < 65_000; i++) {
      add(count, i % 50_000);
    }
    add(count, -0f);
    assertThat(count.count()).isEqualTo(50_000);
    assertThat(count.error()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {120_000, 500_000, 3_000_000})
  void estimatesDifferentNumbersBeyondWithinItsBound(int different) {
    DistinctCount count = DistinctCount.oneOf(1);
    for (int i = 0; i < different; i++) {
      add(count, Float.intBitsToFloat(0x3F800000 + i));
    }
    assertThat(count.error()).isBetween(0.001, 0.03);
    assertThat((double) count.count()).isCloseTo(different, within(count.error() * different));
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 10_001, 70_000})
  void countsFewDifferentNumbersExactlyHoweverManyThereAre(int different) {
    DistinctCount count = DistinctCount.oneOf(1);
    for (int i = 0; i < 300_000; i++) {
      add(count, i % different);
    }
    if (different <= 10_000) {
      assertThat(count.count()).isEqualTo(different);
      assertThat(count.error()).isZero();
    } else {
      assertThat((double) count.count()).isCloseTo(different, within(count.error() * different));
    }
  }

  private static void add(DistinctCount count, float value) {
    count.add(new float[] {value, 0}, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 1_000_000})
  void findsQuantilesOfManyNumbersWithinItsBound(int number) {
    QuantileSample sample = QuantileSample.oneOf(1);
    Random random = new Random(1);
    float[] values = new float[number];
    for (int i = 0; i < number; i++) {
      values[i] = random.nextFloat();
    }
    for (int from = 0; from < number; from += 1000) {
      sample.add(Arrays.copyOfRange(values, from, from + 1000), 1000);
    }
    Column.Quantiles quantiles = sample.quantiles();
    assertThat(quantiles.rankError()).isBetween(0.001, 0.012);
    assertThat(quantiles.q05()).isCloseTo(0.05, within(quantiles.rankError()));
    assertThat(quantiles.median()).isCloseTo(0.5, within(quantiles.rankError()));
    assertThat(quantiles.q95()).isCloseTo(0.95, within(quantiles.rankError()));
  }

  @Test
  void samplesARowOutOfEachStretchInOrder() {
    RowSample sample = new RowSample(1);
    RowBatch batch = RowBatch.of(1);
    for (int i = 0; i < 100_000; i++) {
      batch.values()[batch.end()] = i;
      batch.add(1);
      if (batch.isFull()) {
        sample.add(batch);
        batch.clear();
      }
    }
    sample.add(batch);
    float step = sample.rows().get(1)[0];
    assertThat(sample.rows()).hasSizeBetween(4000, 8192);
    for (int i = 0; i < sample.rows().size(); i++) {
      assertThat(sample.rows().get(i)[0]).isEqualTo(i * step);
    }
  }

  private static Column.Numeric column(float... values) {
    NumberStatistics statistics = new NumberStatistics(1);
    PresentValues present = new PresentValues();
    present.take(values, 0, 1, values.length);
    statistics.add(present);
    return statistics.column("x", List.of(), values.length);
  }
}
