package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches reach the other thread in order, none is lost, and neither thread waits for ever. */
@Timeout(60)
class BatchPipeTests {

  private static final class Batch {
    private int number = -1;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 18, 33, 1000})
  void handsOnAllBatchesInOrder(int batches) throws IOException {
    List<Integer> taken = new ArrayList<>();
    try (BatchPipe<Batch> pipe = pipe(batch -> taken.add(batch.number))) {
      send(pipe, batches);
      pipe.finish();
    }
    assertThat(taken).isEqualTo(IntStream.range(0, batches).boxed().toList());
  }

  @Test
  void givesBatchesBackEmpty() throws IOException {
    try (BatchPipe<Batch> pipe = pipe(_ -> {})) {
      Batch batch = new Batch();
      for (int i = 0; i < 100; i++) {
        assertThat(batch.number).isEqualTo(-1);
        batch.number = i;
        batch = pipe.exchange(batch);
      }
      pipe.finish();
    }
  }

  @Test
  void showsAFailureOfTheOtherThread() {
    assertThatThrownBy(
            () -> {
              try (BatchPipe<Batch> pipe = pipe(BatchPipeTests::failAtFive)) {
                send(pipe, 1000);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
  }

  @Test
  void showsAFailureAtTheEnd() {
    assertThatThrownBy(
            () -> {
              try (BatchPipe<Batch> pipe = pipe(BatchPipeTests::failAtFive)) {
                send(pipe, 6);
                pipe.finish();
              }
            })
        .hasMessage("the disk is full");
  }

  @Test
  void waitsWhileTheOtherThreadIsBehind() throws IOException {
    CountDownLatch allowed = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();
    try (BatchPipe<Batch> pipe =
        pipe(batch -> {
          await(allowed);
          taken.add(batch.number);
        })) {
      Thread.ofVirtual().start(allowed::countDown);
      send(pipe, 50);
      pipe.finish();
    }
    assertThat(taken).hasSize(50);
  }

  @Test
  void endsTheOtherThreadWhenItIsClosedHalfWay() throws IOException {
    List<Thread> threads = new ArrayList<>();
    try (BatchPipe<Batch> pipe = pipe(_ -> threads.add(Thread.currentThread()))) {
      send(pipe, 20);
    }
    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
  }

  private static BatchPipe<Batch> pipe(BatchPipe.Taker<Batch> taker) {
    return BatchPipe.start("batches", Batch::new, batch -> batch.number = -1, taker);
  }

  private static void send(BatchPipe<Batch> pipe, int batches) throws IOException {
    Batch batch = new Batch();
    for (int i = 0; i < batches; i++) {
      batch.number = i;
      batch = pipe.exchange(batch);
    }
  }

  private static void failAtFive(Batch batch) throws IOException {
    if (batch.number == 5) {
      throw new IOException("the disk is full");
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
