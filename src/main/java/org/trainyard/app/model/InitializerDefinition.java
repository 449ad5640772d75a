package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.trainyard.engine.initializer.Initializer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The rule that draws the first values of a linear layer, as it stands in JSON: a name, such as
 * {@code "heNormal"}, or an object where the rule has numbers of its own.
 */
@JsonDeserialize(using = InitializerDefinition.Reader.class)
@Schema(
    oneOf = {
      InitializerName.class,
      InitializerDefinition.Constant.class,
      InitializerDefinition.Uniform.class
    })
public sealed interface InitializerDefinition {

  /** PyTorch's for a linear layer. */
  InitializerDefinition DEFAULT = new Named(InitializerName.DEFAULT);

  /** The engine's form of this rule. */
  Initializer toInitializer();

  /** A rule without numbers of its own. */
  record Named(@JsonValue InitializerName name) implements InitializerDefinition {
    @Override
    public Initializer toInitializer() {
      return name.initializer();
    }
  }

  /** A rule with numbers of its own. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      include = JsonTypeInfo.As.EXISTING_PROPERTY,
      property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = Uniform.class, name = "uniform"),
  })
  sealed interface Parametrized extends InitializerDefinition {

    /** Written by hand: a member declared as an initializer has no type for Jackson. */
    @JsonProperty
    String type();
  }

  /** All weights {@code value}, all biases 0: units that start equal stay equal. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  @Schema(name = "ConstantInitializer") // the document has one name for each
  record Constant(
      @JsonProperty(required = true) @Schema(minimum = "-1e6", maximum = "1e6", example = "0.5")
          double value)
      implements Parametrized {
    @Override
    public String type() {
      return "constant";
    }

    @Override
    public Initializer toInitializer() {
      return new Initializer.Constant(value);
    }
  }

  /** Weights uniform between {@code low} and {@code high}. */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  record Uniform(
      @JsonProperty(required = true) @Schema(minimum = "-1e6", maximum = "1e6", example = "-0.5")
          double low,
      @JsonProperty(required = true) @Schema(minimum = "-1e6", maximum = "1e6", example = "0.5")
          double high)
      implements Parametrized {
    @Override
    public String type() {
      return "uniform";
    }

    @Override
    public Initializer toInitializer() {
      return new Initializer.Uniform(low, high);
    }
  }

  /** Reads either form. */
  final class Reader extends ValueDeserializer<InitializerDefinition> {
    @Override
    public InitializerDefinition deserialize(JsonParser parser, DeserializationContext context) {
      return parser.currentToken() == JsonToken.START_OBJECT
          ? context.readValue(parser, Parametrized.class)
          : new Named(context.readValue(parser, InitializerName.class));
    }
  }
}
