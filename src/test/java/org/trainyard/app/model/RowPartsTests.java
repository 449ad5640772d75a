package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPartsTests {

  private static final long DEAR = 1_000_000_000;

  private final RowParts parts = new RowParts(3);

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 1, 1", "1000, 1, 1", "1000, 50000, 2", "1000, 1000000000, 3"})
  void doesEveryRowOnce(int rows, long cost, int expectedParts) {
    AtomicIntegerArray done = new AtomicIntegerArray(rows);
    AtomicIntegerArray calls = new AtomicIntegerArray(1);

    parts.run(
        rows,
        cost,
        16,
        (from, to) -> {
          calls.incrementAndGet(0);
          assertThat(from % 16).isZero();
          for (int row = from; row < to; row++) {
            done.incrementAndGet(row);
          }
        });

    assertThat(calls.get(0)).isEqualTo(expectedParts);
    for (int row = 0; row < rows; row++) {
      assertThat(done.get(row)).isEqualTo(1);
    }
  }

  @Test
  void throwsWhatTheFirstRowsThrew() {
    assertThatThrownBy(() ->
            parts.run(
                30,
                DEAR,
                1,
                (from, _) -> {
                  if (from > 0) {
                    throw new IllegalStateException("from " + from);
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("from 10");
  }
}
