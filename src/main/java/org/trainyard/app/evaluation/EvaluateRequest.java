package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What to evaluate on.
 *
 * @param dataset the id of a data set, or a name: then the newest data set of that name
 */
public record EvaluateRequest(
    @JsonProperty(required = true) @Schema(example = "spiral") String dataset) {}
