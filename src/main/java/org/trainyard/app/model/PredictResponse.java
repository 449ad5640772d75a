package org.trainyard.app.model;

import java.util.List;

/** The predictions, in the order of the instances, and the version that made them. */
public record PredictResponse(ModelReference model, List<Prediction> predictions) {}
