package org.trainyard.app.protocol.oip;

import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer: a JSON head, and after it the bytes of those outputs that are binary, in their order.
 * No members but those of the protocol: some clients refuse any other.
 *
 * @param id as the request had it
 */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<OutputTensor> outputs) {

  private static final JsonFactory FACTORY = new JsonFactory();

  InferResponse {
    outputs = List.copyOf(outputs);
  }

  /**
   * The bytes of an answer.
   *
   * @param head how many of them are JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // written once to the client
  record Encoded(byte[] bytes, int head) {

    boolean isBinary() {
      return head < bytes.length;
    }
  }

  Encoded encode() {
    List<byte[]> tail = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, tail);
    }
    int head = out.size();
    tail.forEach(out::writeBytes);
    return new Encoded(out.toByteArray(), head);
  }

  private void write(JsonGenerator json, List<byte[]> tail) {
    json.writeStartObject();
    json.writeStringProperty("model_name", modelName);
    json.writeStringProperty("model_version", modelVersion);
    if (id != null) {
      json.writeStringProperty("id", id);
    }
    json.writeArrayPropertyStart("outputs");
    for (OutputTensor output : outputs) {
      json.writeStartObject();
      json.writeStringProperty("name", output.name());
      json.writeStringProperty("datatype", output.type().name());
      json.writeArrayPropertyStart("shape");
      output.shape().forEach(json::writeNumber);
      json.writeEndArray();
      switch (output.form()) {
        case JSON -> writeData(json, output.values());
        case BINARY -> tail.add(writeSize(json, output.values()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Always flat: two of the clients read no deeper. */
  private static void writeData(JsonGenerator json, TensorValues values) {
    json.writeArrayPropertyStart("data");
    switch (values) {
      case TensorValues.Numbers(FloatBuffer numbers) -> {
        for (int i = 0; i < numbers.capacity(); i++) {
          json.writeNumber(numbers.get(i));
        }
      }
      case TensorValues.Texts(var texts) -> texts.forEach(json::writeString);
    }
    json.writeEndArray();
  }

  private static byte[] writeSize(JsonGenerator json, TensorValues values) {
    byte[] bytes =
        switch (values) {
          case TensorValues.Numbers(FloatBuffer numbers) -> BinaryData.ofNumbers(numbers);
          case TensorValues.Texts(var texts) ->
              BinaryData.ofTexts(texts.stream().map(Objects::requireNonNull).toList());
        };
    json.writeObjectPropertyStart("parameters");
    json.writeNumberProperty("binary_data_size", bytes.length);
    json.writeEndObject();
    return bytes;
  }
}
