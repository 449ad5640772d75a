package org.trainyard.app.dataset;

/** Where the rows of a data set came from. */
public enum DatasetFormat {
  CSV,
  IDX,
  GENERATED
}
