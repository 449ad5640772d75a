package org.trainyard.engine.layer;

/** Which rows of a training a pass is at; written between two passes by the caller. */
final class StepClock {

  private long step;
  private int firstRow;

  /** The number of the minibatch, from 0. */
  long step() {
    return step;
  }

  /** Where in the minibatch the rows of the pass begin. */
  int firstRow() {
    return firstRow;
  }

  void set(long currentStep, int currentFirstRow) {
    step = currentStep;
    firstRow = currentFirstRow;
  }
}
