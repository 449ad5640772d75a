package org.trainyard.app.dataset;

import java.util.Locale;

/** Where the rows of a data set came from. */
public enum DatasetFormat {
  CSV,
  JSON,
  JSONL,
  NPY,
  NPZ,
  IDX,
  PARQUET,
  GENERATED;

  /** The name in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
