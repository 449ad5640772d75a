package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows to predict, as raw values.
 *
 * @param instances each an object by column name, or an array in the order of the columns
 */
public record PredictRequest(
    @JsonProperty(required = true)
        @JsonSetter(contentNulls = Nulls.SET) // refused later, in the words of an instance
        @Schema(
            description = "objects by column name, or arrays in the order of the model's inputs",
            example = "[{\"x1\": 0.1, \"x2\": -0.4}, [0.5, 0.2]]")
        List<JsonNode> instances) {

  /**
   * Rows, each a map by column name, or a list in the order of the columns; null is a missing
   * value.
   */
  public static PredictRequest of(List<?> rows) {
    JsonMapper json = JsonMapper.shared();
    return new PredictRequest(rows.stream().<JsonNode>map(json::valueToTree).toList());
  }
}
