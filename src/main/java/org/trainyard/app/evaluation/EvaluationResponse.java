package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.model.ModelVersion;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An evaluation, with what was evaluated on what.
 *
 * @param dataset the id of the data set
 * @param split which rows of the training's data they are; absent: all rows of the data set
 */
@Schema(oneOf = {ClassificationEvaluation.class, RegressionEvaluation.class})
@JsonDeserialize(using = EvaluationReader.class)
public record EvaluationResponse(
    ModelReference model,
    String dataset,
    String datasetSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) HeldOutEvaluation.@Nullable Part split,
    Task task,
    @JsonUnwrapped Evaluation evaluation) {

  static EvaluationResponse of(ModelVersion version, Dataset dataset, Evaluation evaluation) {
    return new EvaluationResponse(
        ModelReference.of(version),
        dataset.id(),
        dataset.sha256(),
        null,
        Task.of(evaluation),
        evaluation);
  }

  static EvaluationResponse of(ModelVersion version, HeldOutEvaluation held) {
    return new EvaluationResponse(
        ModelReference.of(version),
        held.dataset(),
        held.datasetSha256(),
        held.split(),
        Task.of(held.evaluation()),
        held.evaluation());
  }
}
