package org.trainyard.app.model;

import java.util.List;

/** The predictions, in the order of the instances, and the version that made them. */
record PredictResponse(ModelReference model, List<Prediction> predictions) {

  /** A version of a model by its name and number. */
  record ModelReference(String name, int version) {}
}
