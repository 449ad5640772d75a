package org.trainyard.app.web.json;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Scalars that are what they look like: no number from text, no text from a number. */
final class StrictScalars {

  private static final Set<JsonToken> NUMBER =
      EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
  private static final Set<JsonToken> WHOLE = EnumSet.of(JsonToken.VALUE_NUMBER_INT);
  private static final Set<JsonToken> TEXT = EnumSet.of(JsonToken.VALUE_STRING);
  private static final Set<JsonToken> TRUTH =
      EnumSet.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);

  private StrictScalars() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("trainyard-strict-scalars");
    add(module, Double.class, NUMBER, JsonParser::getDoubleValue);
    add(module, Float.class, NUMBER, JsonParser::getFloatValue);
    add(module, Long.class, WHOLE, JsonParser::getLongValue);
    add(module, Integer.class, WHOLE, JsonParser::getIntValue);
    add(module, Boolean.class, TRUTH, JsonParser::getBooleanValue);
    add(module, String.class, TEXT, JsonParser::getString);
    module.addDeserializer(
        double.class, new Reader<>(double.class, NUMBER, JsonParser::getDoubleValue));
    module.addDeserializer(long.class, new Reader<>(long.class, WHOLE, JsonParser::getLongValue));
    module.addDeserializer(int.class, new Reader<>(int.class, WHOLE, JsonParser::getIntValue));
    module.addDeserializer(
        boolean.class, new Reader<>(boolean.class, TRUTH, JsonParser::getBooleanValue));
    module.addSerializer(Double.class, new FiniteWriter<>(Double.class));
    module.addSerializer(double.class, new FiniteWriter<>(double.class));
    module.addSerializer(Float.class, new FiniteWriter<>(Float.class));
    module.addSerializer(float.class, new FiniteWriter<>(float.class));
    return module;
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, Set<JsonToken> accepted, Function<JsonParser, T> read) {
    module.addDeserializer(type, new Reader<>(type, accepted, read));
  }

  private static final class Reader<T> extends StdScalarDeserializer<T> {

    private final Set<JsonToken> accepted;
    private final Function<JsonParser, T> read;

    Reader(Class<T> type, Set<JsonToken> accepted, Function<JsonParser, T> read) {
      super(type);
      this.accepted = accepted;
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      JsonToken token = parser.currentToken();
      if (token == null || !accepted.contains(token)) {
        throw MismatchedInputException.from(parser, handledType(), "wrong type")
            .setCurrentToken(token);
      }
      return read.apply(parser);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      if (handledType().isPrimitive()) {
        throw MismatchedInputException.from(context.getParser(), handledType(), "null")
            .setCurrentToken(JsonToken.VALUE_NULL);
      }
      return super.getNullValue(context);
    }
  }

  /** JSON has no NaN: a number that is not finite is written as {@code null}. */
  private static final class FiniteWriter<T extends Number> extends StdSerializer<T> {

    FiniteWriter(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializationContext context) {
      if (!Double.isFinite(value.doubleValue())) {
        generator.writeNull();
      } else if (value instanceof Float f) {
        generator.writeNumber(f);
      } else {
        generator.writeNumber(value.doubleValue());
      }
    }
  }
}
