package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.Nullable;

/** Told of every move of a job, after it was committed, on the thread that made it. */
public interface JobObserver {

  /**
   * A job has moved.
   *
   * @param before as it was; null if it was submitted just now
   */
  void moved(String job, @Nullable Job before, JobState to);
}
