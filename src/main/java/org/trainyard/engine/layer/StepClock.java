package org.trainyard.engine.layer;

/** The number of the step that a training is at; written between two steps by the caller. */
final class StepClock {

  private long step;

  long step() {
    return step;
  }

  void set(long current) {
    step = current;
  }
}
