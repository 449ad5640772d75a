package org.trainyard.app.protocol.oip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.protocol.LenientJson;
import org.trainyard.app.web.ProblemException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The member {@code data} of a tensor, flat or nested; read before its type is known, because
 * members come in any order.
 */
final class JsonData {

  private final List<@Nullable String> texts = new ArrayList<>(0);
  private float[] numbers = new float[16];
  private int count;
  private int nulls; // among the numbers: those before the first text, which may be texts too
  private int booleans;
  private boolean hasFraction;
  private boolean hasBig;
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private BigInteger lowestBig = BigInteger.ZERO;
  private BigInteger highestBig = BigInteger.ZERO;

  /** Reads from the opening bracket to its closing one. */
  static JsonData read(JsonParser parser) {
    JsonData data = new JsonData();
    int depth = 0;
    JsonToken token = parser.currentToken();
    do {
      switch (token) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        default -> data.add(token, parser);
      }
      if (depth > LenientJson.MAX_DEPTH) {
        throw Mistakes.request(
            "'data' is nested more than %d levels deep.".formatted(LenientJson.MAX_DEPTH));
      }
    } while (depth > 0 && (token = parser.nextToken()) != null);
    return data;
  }

  private void add(JsonToken token, JsonParser parser) {
    switch (token) {
      case VALUE_NUMBER_INT -> addInteger(parser);
      case VALUE_NUMBER_FLOAT -> {
        double value = parser.getDoubleValue();
        hasFraction |= value != Math.rint(value) || Double.isInfinite(value);
        addNumber((float) value);
      }
      case VALUE_STRING -> texts.add(parser.getString());
      case VALUE_NULL -> {
        if (texts.isEmpty()) {
          nulls++;
          addNumber(Float.NaN);
        } else {
          texts.add(null);
        }
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        booleans++;
        addNumber(token == JsonToken.VALUE_TRUE ? 1 : 0);
      }
      default -> throw Mistakes.request("'data' holds an object; it is an array of values.");
    }
  }

  private void addInteger(JsonParser parser) {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      BigInteger value = parser.getBigIntegerValue();
      hasBig = true;
      lowestBig = lowestBig.min(value);
      highestBig = highestBig.max(value);
      addNumber(value.floatValue());
    } else {
      long value = parser.getLongValue();
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      addNumber((float) (double) value);
    }
  }

  private void addNumber(float value) {
    if (!texts.isEmpty()) {
      throw mixed();
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = value;
  }

  /**
   * The values as those of a type.
   *
   * @throws ProblemException if they are none of it
   */
  TensorValues as(DataType type, String tensor) {
    if (!type.isInJson()) {
      throw Mistakes.request(
          "'%s' is %s, which JSON cannot hold; send it in binary.".formatted(tensor, type));
    }
    return type == DataType.BYTES ? texts(tensor) : numbers(type, tensor);
  }

  private TensorValues.Texts texts(String tensor) {
    if (count > nulls) {
      throw Mistakes.request("'%s' is BYTES, which are texts in JSON.".formatted(tensor));
    }
    List<@Nullable String> all = new ArrayList<>(count + texts.size());
    for (int i = 0; i < count; i++) {
      all.add(null);
    }
    all.addAll(texts);
    return new TensorValues.Texts(all);
  }

  private TensorValues.Numbers numbers(DataType type, String tensor) {
    if (!texts.isEmpty()) {
      throw Mistakes.request("'%s' is %s and holds a text.".formatted(tensor, type));
    }
    if (type == DataType.BOOL) {
      requireBooleans(tensor);
    } else if (booleans > 0) {
      throw Mistakes.request("'%s' is %s and holds true or false.".formatted(tensor, type));
    } else if (type.isInteger()) {
      requireIntegers(type, tensor);
    }
    return TensorValues.Numbers.of(Arrays.copyOf(numbers, count));
  }

  private void requireBooleans(String tensor) {
    for (int i = 0; i < count; i++) {
      if (numbers[i] != 0 && numbers[i] != 1) {
        throw Mistakes.request("'%s' is BOOL; send true, false, 1 or 0.".formatted(tensor));
      }
    }
  }

  private void requireIntegers(DataType type, String tensor) {
    if (hasFraction || nulls > 0) {
      throw Mistakes.request("'%s' is %s; send whole numbers.".formatted(tensor, type));
    }
    boolean isBeyond =
        hasBig
            && (lowestBig.compareTo(type.minimum()) < 0
                || highestBig.compareTo(type.maximum()) > 0);
    if (lowest <= highest) {
      isBeyond |= BigInteger.valueOf(lowest).compareTo(type.minimum()) < 0;
      isBeyond |= BigInteger.valueOf(highest).compareTo(type.maximum()) > 0;
    }
    if (isBeyond) {
      throw Mistakes.request(
          "'%s' holds a number beyond %s, which is from %s to %s."
              .formatted(tensor, type, type.minimum(), type.maximum()));
    }
  }

  private static ProblemException mixed() {
    return Mistakes.request("'data' mixes texts and numbers.");
  }
}
