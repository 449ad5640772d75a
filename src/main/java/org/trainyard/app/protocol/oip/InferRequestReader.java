package org.trainyard.app.protocol.oip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.protocol.LenientJson;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a request: a JSON head, and after it the bytes of those inputs that are binary, in their
 * order. Members that the protocol does not know are passed over, and null is as good as absent.
 */
final class InferRequestReader {

  private static final String BINARY_SIZE = "binary_data_size";

  private final JsonParser parser;
  private final List<InputDraft> inputs = new ArrayList<>();
  private final List<RequestedOutput> outputs = new ArrayList<>();
  private @Nullable String id;
  private RequestedOutput.Form form = RequestedOutput.Form.JSON;

  private InferRequestReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a body.
   *
   * @param body of an array, from 0 to its limit; the numbers of the request stay there
   * @param head how many bytes of it are JSON
   * @throws ProblemException if it is not a request
   */
  static InferRequest read(ByteBuffer body, int head) {
    try (JsonParser parser = LenientJson.parser(body.slice(0, head))) {
      InferRequestReader reader = new InferRequestReader(parser);
      reader.readHead();
      return reader.complete(body.slice(head, body.limit() - head));
    } catch (JacksonException e) {
      throw LenientJson.problem(e);
    }
  }

  private InferRequest complete(ByteBuffer tail) {
    if (inputs.isEmpty()) {
      throw Mistakes.request("'inputs' is missing or empty.");
    }
    List<InputTensor> tensors = inputs.stream().map(input -> input.complete(tail)).toList();
    if (tail.hasRemaining()) {
      throw Mistakes.request(
          "The body has %d bytes more than its inputs.".formatted(tail.remaining()));
    }
    return new InferRequest(id, tensors, outputs, form);
  }

  private void readHead() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Mistakes.request("The body must be a JSON object.");
    }
    eachMember(name -> {
      switch (name) {
        case "id" -> id = text("id");
        case "inputs" -> eachObject("inputs", this::readInput);
        case "outputs" -> eachObject("outputs", this::readOutput);
        case "parameters" ->
            form = isTrue(readParameters().get("binary_data_output"), "binary_data_output");
        default -> parser.skipChildren();
      }
    });
    if (parser.nextToken() != null) {
      throw Mistakes.request("There is text after the end of the JSON.");
    }
  }

  private void readInput() {
    InputDraft input = new InputDraft();
    eachMember(name -> {
      switch (name) {
        case "name" -> input.name = text("name");
        case "datatype" -> input.type = DataType.of(text("datatype"));
        case "shape" -> input.shape = readShape();
        case "data" -> {
          require(JsonToken.START_ARRAY, "'data' must be an array");
          input.data = JsonData.read(parser);
        }
        case "parameters" -> input.binarySize = binarySize(readParameters());
        default -> parser.skipChildren();
      }
    });
    inputs.add(input);
  }

  private static @Nullable Long binarySize(Map<String, Object> parameters) {
    if (parameters.containsKey("shared_memory_region")) {
      throw Mistakes.request("Shared memory is not supported.");
    }
    return switch (parameters.get(BINARY_SIZE)) {
      case null -> null;
      case Long size -> size;
      default -> throw Mistakes.request("'%s' must be a whole number.".formatted(BINARY_SIZE));
    };
  }

  private List<Integer> readShape() {
    require(JsonToken.START_ARRAY, "'shape' must be an array");
    List<Long> lengths = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.VALUE_NUMBER_INT, "'shape' must be an array of whole numbers");
      lengths.add(parser.getLongValue());
    }
    return InputDraft.shape(lengths);
  }

  private void readOutput() {
    String[] name = {""};
    Parameters parameters = new Parameters();
    eachMember(member -> {
      switch (member) {
        case "name" -> name[0] = text("name");
        case "parameters" -> parameters.values.putAll(readParameters());
        default -> parser.skipChildren();
      }
    });
    outputs.add(
        new RequestedOutput(
            name[0],
            isTrue(parameters.values.get("binary_data"), "binary_data"),
            classification(parameters.values.get("classification"))));
  }

  private static int classification(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Long count when count >= 0 -> (int) Math.min(count, Integer.MAX_VALUE);
      default -> throw Mistakes.request("'classification' must be a whole number from 0 on.");
    };
  }

  private static RequestedOutput.Form isTrue(@Nullable Object value, String name) {
    return switch (value) {
      case null -> RequestedOutput.Form.JSON;
      case Boolean wanted -> wanted ? RequestedOutput.Form.BINARY : RequestedOutput.Form.JSON;
      default -> throw Mistakes.request("'%s' must be true or false.".formatted(name));
    };
  }

  /**
   * Parameters that are texts, whole numbers (Long), fractions or truth values; others are lost.
   */
  private Map<String, Object> readParameters() {
    Parameters parameters = new Parameters();
    require(JsonToken.START_OBJECT, "'parameters' must be an object");
    eachMember(name -> {
      Object value =
          switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> {
              parser.skipChildren();
              yield 0.5;
            }
          };
      parameters.values.put(name, value);
    });
    return parameters.values;
  }

  private Object wholeNumber() {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private String text(String name) {
    require(JsonToken.VALUE_STRING, "'%s' must be a text".formatted(name));
    return parser.getString();
  }

  /** Parameters by their names. */
  private static final class Parameters {
    private final Map<String, Object> values = new HashMap<>();
  }

  @FunctionalInterface
  private interface Member {
    void read(String name);
  }

  /** Reads the members of the object that has just begun; those that are null are left out. */
  private void eachMember(Member member) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Objects.requireNonNull(parser.currentName());
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        member.read(name);
      }
    }
  }

  private void eachObject(String name, Runnable element) {
    require(JsonToken.START_ARRAY, "'%s' must be an array".formatted(name));
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.START_OBJECT, "'%s' must be an array of objects".formatted(name));
      element.run();
    }
  }

  private void require(JsonToken expected, String message) {
    JsonToken token = parser.currentToken();
    if (token != expected) {
      throw Mistakes.request(
          "%s, got %s."
              .formatted(message, Echo.of(token == null ? "nothing" : parser.getString())));
    }
  }
}
