package org.trainyard.app.job.lifecycle;

import java.util.Locale;

/** What can end a job as FAILED. */
public enum FailureType {
  TRAINING_DIVERGED("The training diverged"),
  OUT_OF_MEMORY_BUDGET("The training needs more memory than there is"),
  WALL_TIME_EXCEEDED("The training took too long"),
  DATASET_UNAVAILABLE("The data set is gone"),
  ARTIFACT_CORRUPT("A stored file is damaged"),
  STORAGE_FULL("The storage is full"),
  WORKER_CRASHED_REPEATEDLY("The process died with the job again and again"),
  INTERNAL("The service made a mistake");

  private final String title;

  FailureType(String title) {
    this.title = title;
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String title() {
    return title;
  }
}
