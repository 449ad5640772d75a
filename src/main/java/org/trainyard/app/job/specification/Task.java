package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is predicted: a label or a number. */
public enum Task {
  @JsonProperty("classification")
  CLASSIFICATION,
  @JsonProperty("regression")
  REGRESSION
}
