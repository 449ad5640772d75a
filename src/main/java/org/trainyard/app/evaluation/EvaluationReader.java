package org.trainyard.app.evaluation;

import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.ModelReference;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Reads an evaluation, whose figures stand among the members of the answer; for clients. */
final class EvaluationReader extends ValueDeserializer<EvaluationResponse> {

  @Override
  public EvaluationResponse deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode members = context.readTree(parser);
    Task task = context.readTreeAsValue(members.get("task"), Task.class);
    return new EvaluationResponse(
        context.readTreeAsValue(members.get("model"), ModelReference.class),
        members.get("dataset").asString(),
        members.get("datasetSha256").asString(),
        split(members, context),
        task,
        context.readTreeAsValue(members, task.evaluation()));
  }

  private static HeldOutEvaluation.@Nullable Part split(
      JsonNode members, DeserializationContext context) {
    JsonNode split = members.get("split");
    return split == null ? null : context.readTreeAsValue(split, HeldOutEvaluation.Part.class);
  }
}
