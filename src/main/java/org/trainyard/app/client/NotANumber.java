package org.trainyard.app.client;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The service writes a number that is not finite as null; where a number must be it is NaN. */
final class NotANumber {

  private NotANumber() {}

  static SimpleModule module() {
    return new SimpleModule("trainyard-not-a-number")
        .addDeserializer(
            double.class,
            new ValueDeserializer<Double>() {
              @Override
              public Double deserialize(JsonParser parser, DeserializationContext context) {
                return parser.getDoubleValue();
              }

              @Override
              public Object getNullValue(DeserializationContext context) {
                return Double.NaN;
              }
            })
        .addDeserializer(
            float.class,
            new ValueDeserializer<Float>() {
              @Override
              public Float deserialize(JsonParser parser, DeserializationContext context) {
                return parser.getFloatValue();
              }

              @Override
              public Object getNullValue(DeserializationContext context) {
                return Float.NaN;
              }
            });
  }
}
