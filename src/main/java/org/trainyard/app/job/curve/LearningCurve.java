package org.trainyard.app.job.curve;

import java.util.List;
import org.trainyard.app.job.run.EpochMetrics;

/** The epochs of a job so far, in their order; all of them, or some that show the shape. */
public record LearningCurve(List<EpochMetrics> epochs) {

  public LearningCurve {
    epochs = List.copyOf(epochs);
  }
}
