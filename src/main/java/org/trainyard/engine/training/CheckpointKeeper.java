package org.trainyard.engine.training;

/** Decides when a training is saved, and saves it; called on the training thread. */
public interface CheckpointKeeper {

  /** Saves nothing. */
  CheckpointKeeper NONE =
      new CheckpointKeeper() {
        @Override
        public boolean isDue(int epoch, int step) {
          return false;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
          // Nothing is ever due.
        }
      };

  /** Asked after each step; must be cheap. {@code epoch} and {@code step} are 1-based. */
  boolean isDue(int epoch, int step);

  /** Takes a checkpoint; its arrays are copies. */
  void keep(Checkpoint checkpoint);
}
