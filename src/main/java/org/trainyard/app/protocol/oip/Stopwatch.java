package org.trainyard.app.protocol.oip;

/** How long the parts of one request took. Of one thread. */
final class Stopwatch {

  private final long start = System.nanoTime();
  private long afterInput = start;
  private long afterInference = start;
  private int rows;

  void inputRead(int count) {
    afterInput = System.nanoTime();
    afterInference = afterInput;
    rows = count;
  }

  void inferred() {
    afterInference = System.nanoTime();
  }

  int rows() {
    return rows;
  }

  long inputNanos() {
    return afterInput - start;
  }

  long inferenceNanos() {
    return afterInference - afterInput;
  }

  long start() {
    return start;
  }

  long endOfInference() {
    return afterInference;
  }
}
