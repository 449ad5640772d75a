package org.trainyard.app.model;

import java.util.Locale;

/** A way in which clients ask for predictions. */
public enum Protocol {
  /** This service's own API. */
  NATIVE,
  /** The Open Inference Protocol, version 2. */
  OIP,
  /** TensorFlow Serving's REST API, and KServe's first. */
  TFSERVING,
  /** MLflow's scoring server. */
  MLFLOW;

  /** Its name in metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
