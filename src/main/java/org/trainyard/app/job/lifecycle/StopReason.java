package org.trainyard.app.job.lifecycle;

/** Why a job that did not fail has ended. */
public enum StopReason {
  COMPLETED("trained all epochs"),
  EARLY_STOPPED("stopped early: no better for too long"),
  TIME_LIMIT("stopped at its time limit"),
  CANCELLED("cancelled by a client");

  private final String words;

  StopReason(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
