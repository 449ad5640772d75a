package org.trainyard.app.job.lifecycle;

import java.util.Locale;

/** The kinds of a job's events. */
public enum EventType {
  /** It moved to another state. */
  STATE,
  /** It completed an epoch. */
  EPOCH,
  /** Something is worth knowing about the training. */
  FINDING,
  /** It has ended; the last event. */
  END;

  /** As it is stored and sent. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EventType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
