package org.trainyard.app.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that is passed on as it is: a body that is kept as it was sent, a member that was stored as
 * text. Immutable.
 */
@JsonDeserialize(using = JsonDocument.Reader.class)
public final class JsonDocument {

  private final byte[] utf8;

  private JsonDocument(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** The document that these bytes are said to be. */
  public static JsonDocument of(byte[] utf8) {
    return new JsonDocument(utf8.clone());
  }

  /** The document that this text is said to be. */
  public static JsonDocument of(String text) {
    return new JsonDocument(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value as JSON: a record of this API, a map, a list. */
  public static JsonDocument written(Object value) {
    return new JsonDocument(JsonMapper.shared().writeValueAsBytes(value));
  }

  /** The bytes as they were sent; nothing has been checked. */
  public byte[] bytes() {
    return utf8.clone();
  }

  @JsonValue
  @JsonRawValue
  public String text() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonDocument document && Arrays.equals(utf8, document.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return text();
  }

  /** Reads whatever value there is. */
  static final class Reader extends ValueDeserializer<JsonDocument> {
    @Override
    public JsonDocument deserialize(JsonParser parser, DeserializationContext context) {
      return of(context.readTree(parser).toString());
    }
  }
}
