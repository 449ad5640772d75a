package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Rows to predict, as raw values.
 *
 * @param instances each an object by column name, or an array in the order of the columns
 */
record PredictRequest(
    @JsonProperty(required = true)
        @JsonSetter(contentNulls = Nulls.SET) // refused later, in the words of an instance
        @Schema(
            description = "objects by column name, or arrays in the order of the model's inputs",
            example = "[{\"x1\": 0.1, \"x2\": -0.4}, [0.5, 0.2]]")
        List<JsonNode> instances) {}
