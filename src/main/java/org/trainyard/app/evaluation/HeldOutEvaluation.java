package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The evaluation that is made at the end of a training.
 *
 * @param dataset id of the data set that the rows are of
 */
public record HeldOutEvaluation(
    Part split, String dataset, String datasetSha256, Evaluation evaluation) {

  /** Rows that the training did not fit the weights to. */
  public enum Part {
    /** Nothing was chosen by them. */
    @JsonProperty("test")
    TEST,
    /** The best epoch may have been chosen by them. */
    @JsonProperty("validation")
    VALIDATION
  }
}
