package org.trainyard.engine.training;

/** Told by the trainer what happens, on the training thread; must not block. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** After each parameter update. {@code epoch} and {@code step} are 1-based. */
  default void stepEnded(int epoch, int step, int steps) {}

  /** Before {@link #epochEnded} of an epoch that is better than all before; the first one is. */
  default void bestEpochEnded(EpochResult result) {}

  /** After each epoch, validation included. */
  default void epochEnded(EpochResult result) {}
}
