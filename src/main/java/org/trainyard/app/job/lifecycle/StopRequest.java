package org.trainyard.app.job.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a running job was asked to do, and has not done yet. */
public enum StopRequest {
  @JsonProperty("pause")
  PAUSE,
  @JsonProperty("cancel")
  CANCEL
}
