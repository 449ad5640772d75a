package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPartsTests {

  private static final long DEAR = 1_000_000_000;

  private final RowParts parts = new RowParts(3);

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 1, 1", "1000, 1, 1", "1000, 50000, 2", "1000, 1000000000, 3"})
  void doesEveryRowOnce(int rows, long cost, int expectedThreads) {
    AtomicIntegerArray done = new AtomicIntegerArray(rows);
    CountDownLatch all = new CountDownLatch(expectedThreads);

    parts.run(
        rows,
        cost,
        16,
        () -> {
          all.countDown();
          await(all); // no thread begins before the others have taken a block
          return (first, count) -> {
            assertThat(first % 16).isZero();
            assertThat(count).isBetween(1, 16);
            for (int row = first; row < first + count; row++) {
              done.incrementAndGet(row);
            }
          };
        });

    for (int row = 0; row < rows; row++) {
      assertThat(done.get(row)).isEqualTo(1);
    }
  }

  /** The third thread fails at the third block before the second one does at the second block. */
  @Test
  void throwsWhatTheFirstRowsThrew() {
    CountDownLatch later = new CountDownLatch(1);
    CyclicBarrier all = new CyclicBarrier(3);
    assertThatThrownBy(() ->
            parts.run(
                30,
                DEAR,
                10,
                () ->
                    (first, _) -> {
                      await(all);
                      if (first == 10) {
                        await(later);
                      }
                      if (first == 20) {
                        later.countDown();
                      }
                      if (first > 0) {
                        throw new IllegalStateException("from " + first);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("from 10");
  }

  @Test
  void handsOutNothingAfterAFailure() {
    List<Integer> begun = new ArrayList<>();
    assertThatThrownBy(() ->
            new RowParts(1)
                .run(
                    30,
                    DEAR,
                    10,
                    () ->
                        (first, _) -> {
                          begun.add(first);
                          throw new IllegalStateException();
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(begun).containsExactly(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
