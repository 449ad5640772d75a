package org.trainyard.app.job.training;

import java.util.Optional;
import org.trainyard.app.evaluation.HeldOutEvaluation;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.TrainingResult.StopReason;

/** How a training ended. */
public sealed interface TrainingOutcome {

  /**
   * It came to its end, for a reason that is not a stop.
   *
   * @param evaluation on the rows that were held out; empty if there are none, or if a prediction
   *     is not finite
   */
  record Trained(TrainedModel model, StopReason reason, Optional<HeldOutEvaluation> evaluation)
      implements TrainingOutcome {}

  /**
   * It was asked to stop.
   *
   * @param position it can go on from there; empty: its rows were being prepared, and it goes on
   *     from where it was
   */
  record Stopped(Optional<Checkpoint> position) implements TrainingOutcome {}
}
