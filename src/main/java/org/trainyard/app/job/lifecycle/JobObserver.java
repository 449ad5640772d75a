package org.trainyard.app.job.lifecycle;

/** Told of every move of a job, after it was committed, on the thread that made it. */
public interface JobObserver {

  /** A job has moved. */
  void moved(JobMove move);
}
