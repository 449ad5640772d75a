package org.trainyard.app.job.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be found in a training. */
public enum Symptom {
  VANISHING_GRADIENT,
  EXPLODING_GRADIENT,
  DEAD_RELU,
  SATURATED_UNITS,
  NOT_LEARNING,
  LEARNING_RATE_TOO_HIGH,
  LEARNING_RATE_TOO_LOW,
  OVER_FITTING,
  UNDER_FITTING,
  PLATEAU,
  DIVERGED;

  /** Such as {@code dead-relu}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
