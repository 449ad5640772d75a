package org.trainyard.app.model;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Tells the forms of a prediction from their members; for clients. */
final class PredictionReader extends ValueDeserializer<Prediction> {

  @Override
  public Prediction deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode members = context.readTree(parser);
    Class<? extends Prediction> form =
        members.has("label")
            ? Prediction.Label.class
            : members.has("values") ? Prediction.Values.class : Prediction.Value.class;
    return context.readTreeAsValue(members, form);
  }
}
