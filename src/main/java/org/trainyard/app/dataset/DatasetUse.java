package org.trainyard.app.dataset;

import java.util.List;

/** Asked before a data set is deleted. */
public interface DatasetUse {

  /** The ids of the jobs that still need the data set. */
  List<String> jobsUsing(String datasetId);
}
