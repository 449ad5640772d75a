package org.trainyard.app.job.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a finding matters. */
public enum Severity {
  /** Worth knowing. */
  @JsonProperty("info")
  INFO,
  /** The training would probably be better without it. */
  @JsonProperty("warning")
  WARNING,
  /** The training leads nowhere. */
  @JsonProperty("error")
  ERROR
}
