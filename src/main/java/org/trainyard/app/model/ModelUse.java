package org.trainyard.app.model;

import java.util.List;

/** Asked before a version of a model is deleted. */
public interface ModelUse {

  /** The ids of the jobs that still need the version. */
  List<String> jobsUsing(ModelVersion version);
}
