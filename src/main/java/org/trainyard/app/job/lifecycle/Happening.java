package org.trainyard.app.job.lifecycle;

/** What can happen to a job: the columns of the table in {@link JobRules}. */
public enum Happening {
  /** A worker takes it from the queue. */
  CLAIMED,
  /** Its run trained to the end. */
  COMPLETED,
  /** Its run cannot go on. */
  FAILED,
  /** Its run stopped, because that was asked for or its process ends. */
  STOPPED,
  /** Its run ended without a word, and the next one begins. */
  ABANDONED,
  /** Its process died. */
  DIED,
  /** Its process died too often. */
  DIED_TOO_OFTEN,
  /** A client cancels it. */
  CANCEL,
  /** A client pauses it. */
  PAUSE,
  /** A client lets it go on. */
  RESUME
}
