package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;

/** How good the predictions of a model are on some rows. What is undefined is null. */
@Schema(oneOf = {ClassificationEvaluation.class, RegressionEvaluation.class})
public sealed interface Evaluation permits ClassificationEvaluation, RegressionEvaluation {

  /** How many rows were predicted. */
  long rows();
}
