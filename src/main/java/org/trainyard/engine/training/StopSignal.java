package org.trainyard.engine.training;

/** Asked by the trainer after each step, from the training thread; must be cheap. */
@FunctionalInterface
public interface StopSignal {

  /** Never asks to stop. */
  StopSignal NEVER = () -> false;

  boolean isStopRequested();
}
