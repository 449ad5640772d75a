package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** How much the rows of each class count: {@code "balanced"}, or a weight for each label. */
@JsonDeserialize(using = ClassWeights.Reader.class)
public sealed interface ClassWeights {

  /** Those that follow from how often the classes occur. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  enum Rule implements ClassWeights {
    /** {@code rows / (classes * rows of the class)}: each class counts the same in total. */
    @JsonProperty("balanced")
    BALANCED
  }

  /** Labels that are absent weigh 1. */
  record ByLabel(Map<String, Double> weights) implements ClassWeights {
    public ByLabel {
      weights = Map.copyOf(weights);
    }
  }

  /** Reads either form. */
  final class Reader extends ValueDeserializer<ClassWeights> {
    @Override
    public ClassWeights deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return context.readValue(parser, Rule.class);
      }
      JavaType weights =
          context.getTypeFactory().constructMapType(Map.class, String.class, Double.class);
      return new ByLabel(context.readValue(parser, weights));
    }
  }
}
