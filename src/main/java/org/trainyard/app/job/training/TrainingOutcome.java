package org.trainyard.app.job.training;

import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.training.TrainingResult.StopReason;

/** A training that came to its end: the model, and why there were no more epochs. */
public record TrainingOutcome(TrainedModel model, StopReason reason) {}
