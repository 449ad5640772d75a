package org.trainyard.app.job.training;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.trainyard.app.concurrent.Futures;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

/**
 * Reads the rows of the next minibatch on a thread of its own while the network is trained on this
 * one: those that follow in the order of the rows. What comes in another order is read when it is
 * asked for, so only the time depends on what was foreseen.
 *
 * <p>A minibatch begins with {@link #gatherTargets}, which belongs to one thread; until the next
 * one begins, several threads may gather its inputs. Closing ends the thread.
 */
final class SamplesAhead implements Samples, AutoCloseable {

  private static final long MOST_VALUES = 8 << 20; // of a minibatch: 32 MB, twice

  private final Samples samples;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rows-ahead").daemon().factory());
  private Minibatch current;
  private Minibatch next; // belongs to the other thread until `reading` is done
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

  /** Memory that this takes at most, for minibatches of so many rows of inputs and targets. */
  static long bytes(int batchSize, int inputs, int targets) {
    return 2 * Float.BYTES * Math.min(values(batchSize, inputs, targets), MOST_VALUES);
  }

  /** Values of a minibatch, with what its rows are padded with. */
  private static long values(int rows, int inputs, int targets) {
    return (long) rows * (Matrix.strideOf(inputs) + Matrix.strideOf(targets));
  }

  SamplesAhead(Samples samples) {
    this.samples = samples;
    this.current = new Minibatch(samples, 0);
    this.next = new Minibatch(samples, 0);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public int inputSize() {
    return samples.inputSize();
  }

  @Override
  public int targetSize() {
    return samples.targetSize();
  }

  @Override
  public void gatherTargets(int[] indices, int from, int count, Matrix targets) {
    swap();
    readAhead(indices, from + count, Math.min(count, indices.length - from - count));
    if (current.holds(indices, from, count)) {
      current.copy(current.targets, from, count, targets, 0);
    } else {
      samples.gatherTargets(indices, from, count, targets);
    }
  }

  @Override
  public void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row) {
    if (current.holds(indices, from, count)) {
      current.copy(current.inputs, from, count, inputs, row);
    } else {
      samples.gatherInputs(indices, from, count, inputs, row);
    }
  }

  private void swap() {
    Futures.join(reading);
    Minibatch read = next;
    next = current;
    current = read;
  }

  private void readAhead(int[] indices, int from, int count) {
    if (values(count, inputSize(), targetSize()) > MOST_VALUES) {
      next = new Minibatch(samples, 0);
      return;
    }
    if (next.capacity() < count) {
      next = new Minibatch(samples, count);
    }
    next.begin(indices, from, count);
    Minibatch begun = next;
    reading = CompletableFuture.runAsync(() -> begun.read(samples), thread);
  }

  /** Rows that were read, and where in the order they stand. */
  private static final class Minibatch {

    private final int[] rows;
    private final Matrix inputs; // (capacity, inputSize)
    private final Matrix targets; // (capacity, targetSize)
    private int first;
    private int count;

    Minibatch(Samples samples, int capacity) {
      this.rows = new int[capacity];
      this.inputs = Matrix.zeros(capacity, samples.inputSize());
      this.targets = Matrix.zeros(capacity, samples.targetSize());
    }

    int capacity() {
      return rows.length;
    }

    void begin(int[] indices, int from, int number) {
      first = from;
      count = Math.max(0, number);
      System.arraycopy(indices, from, rows, 0, count);
    }

    void read(Samples samples) {
      samples.gatherInputs(rows, 0, count, inputs, 0);
      samples.gatherTargets(rows, 0, count, targets);
    }

    boolean holds(int[] indices, int from, int number) {
      return from >= first
          && from + number <= first + count
          && Arrays.equals(rows, from - first, from - first + number, indices, from, from + number);
    }

    void copy(Matrix source, int from, int number, Matrix target, int row) {
      for (int i = 0; i < number; i++) {
        target.setRow(row + i, source.data(), source.index(from - first + i, 0));
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
