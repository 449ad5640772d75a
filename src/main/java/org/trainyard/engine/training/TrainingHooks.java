package org.trainyard.engine.training;

/**
 * What goes on between a training and its owner; all of it is called on the training thread and
 * must not block.
 *
 * @param listener is told what happens
 * @param stop is asked whether to stop, after each step and each batch of the validation
 * @param checkpoints is asked whether to save, after each step
 */
public record TrainingHooks(
    TrainingListener listener, StopSignal stop, CheckpointKeeper checkpoints) {

  /** Nobody listens, stops or saves. */
  public static final TrainingHooks NONE =
      new TrainingHooks(TrainingListener.NONE, StopSignal.NEVER, CheckpointKeeper.NONE);

  /** Hooks without checkpoints. */
  public static TrainingHooks of(TrainingListener listener, StopSignal stop) {
    return new TrainingHooks(listener, stop, CheckpointKeeper.NONE);
  }
}
