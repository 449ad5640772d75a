package org.trainyard.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FlushAheadTests {

  private static final long EACH = 1000;

  private final AtomicInteger flushes = new AtomicInteger();

  @Test
  void leavesSmallFilesAlone() throws IOException {
    FlushAhead ahead = FlushAhead.each(EACH, flushes::incrementAndGet);
    ahead.written(EACH - 1);
    ahead.finish();
    assertThat(flushes).hasValue(0);
  }

  @Test
  void flushesEachTimeThatMuchHasBeenWritten() throws IOException {
    FlushAhead ahead = FlushAhead.each(EACH, flushes::incrementAndGet);
    for (int i = 1; i <= 3; i++) {
      ahead.written(EACH / 2);
      ahead.written(EACH / 2);
      ahead.finish();
      assertThat(flushes).hasValue(i);
    }
  }

  /** The writer goes on, and what it writes waits for the next flush. */
  @Test
  void flushesOnceAtATime() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    FlushAhead ahead =
        FlushAhead.each(
            EACH,
            () -> {
              flushes.incrementAndGet();
              await(goOn);
            });
    for (int i = 0; i < 10; i++) {
      ahead.written(EACH);
    }
    goOn.countDown();
    ahead.finish();
    assertThat(flushes).hasValue(1);
    ahead.written(1);
    ahead.finish();
    assertThat(flushes).hasValue(2);
  }

  @Test
  void tellsOfAFailureUntilTheEnd() {
    IOException full = new IOException("no space left on device");
    FlushAhead ahead =
        FlushAhead.each(
            EACH,
            () -> {
              flushes.incrementAndGet();
              throw full;
            });
    assertThatCode(() -> ahead.written(EACH)).doesNotThrowAnyException();
    assertThatThrownBy(ahead::finish).isSameAs(full);
    assertThatThrownBy(() -> ahead.written(EACH)).isSameAs(full);
    assertThatThrownBy(ahead::finish).isSameAs(full);
    assertThat(flushes).hasValue(1);
    assertThatCode(ahead::close).doesNotThrowAnyException();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
