package org.trainyard.app.job.training;

import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.TrainingResult.StopReason;

/** How a training ended. */
public sealed interface TrainingOutcome {

  /** It came to its end, for a reason that is not a stop. */
  record Trained(TrainedModel model, StopReason reason) implements TrainingOutcome {}

  /** It was asked to stop; it can go on from there. */
  record Stopped(Checkpoint position) implements TrainingOutcome {}
}
