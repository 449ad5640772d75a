package org.trainyard.app.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the bodies that nearly all clients send, in one pass and without a tree: {@code
 * {"instances": [...]}} with numbers, plain texts and null where the model takes them.
 *
 * <p>It knows no mistakes: a body that is not of this kind, for whatever reason, it leaves to the
 * strict reader. What it does read comes out with the same bits and the same warnings as from
 * there. Immutable.
 */
final class PlainInstances {

  private static final byte[] INSTANCES = "instances".getBytes(StandardCharsets.UTF_8);
  private static final int MAX_DEPTH = 16;

  private final List<InputReader> inputs;
  private final List<byte[]> names; // in UTF-8
  private final Map<String, Integer> places;
  private final int rawWidth;

  PlainInstances(List<InputReader> inputs, int rawWidth) {
    this.inputs = inputs;
    this.names =
        inputs.stream().map(input -> input.name().getBytes(StandardCharsets.UTF_8)).toList();
    Map<String, Integer> numbered = HashMap.newHashMap(inputs.size());
    inputs.forEach(input -> numbered.put(input.name(), numbered.size()));
    this.places = Map.copyOf(numbered);
    this.rawWidth = rawWidth;
  }

  /**
   * The rows, if the body is plain.
   *
   * @param maxRows more are no plain request
   * @return the raw values of each row
   */
  Optional<List<float[]>> read(byte[] body, int maxRows) {
    JsonScanner json = new JsonScanner(body);
    List<float[]> rows = new ArrayList<>();
    boolean isPlain =
        json.skip('{')
            && json.skipText(INSTANCES)
            && json.skip(':')
            && json.skip('[')
            && rows(json, rows, maxRows)
            && json.skip(']')
            && json.skip('}')
            && json.isAtEnd();
    return isPlain ? Optional.of(rows) : Optional.empty();
  }

  private boolean rows(JsonScanner json, List<float[]> rows, int maxRows) {
    do {
      float[] raw = new float[rawWidth];
      boolean isPlain =
          rows.size() < maxRows && (json.peek() == '{' ? byName(json, raw) : inOrder(json, raw));
      if (!isPlain) {
        return false;
      }
      rows.add(raw);
    } while (json.skip(','));
    return true;
  }

  private boolean byName(JsonScanner json, float[] raw) {
    boolean[] seen = new boolean[inputs.size()];
    json.skip('{');
    for (int member = 0; member < inputs.size(); member++) {
      if (member > 0 && !json.skip(',')) {
        return false;
      }
      int input = place(json, member);
      if (input < 0 || seen[input] || !json.skip(':') || !value(json, inputs.get(input), raw)) {
        return false;
      }
      seen[input] = true;
    }
    return json.skip('}');
  }

  /** Which input the next name is; most often the next one, else -1 if it is none. */
  private int place(JsonScanner json, int likely) {
    if (json.skipText(names.get(likely))) {
      return likely;
    }
    return json.text().map(name -> places.getOrDefault(name, -1)).orElse(-1);
  }

  private boolean inOrder(JsonScanner json, float[] raw) {
    if (inputs.size() == 1 && inputs.getFirst() instanceof InputReader.Shaped only) {
      return whole(json, only, raw);
    }
    if (!json.skip('[')) {
      return false;
    }
    for (int i = 0; i < inputs.size(); i++) {
      if ((i > 0 && !json.skip(',')) || !value(json, inputs.get(i), raw)) {
        return false;
      }
    }
    return json.skip(']');
  }

  /** A row that is its only column: its numbers, or an array that holds them. */
  private boolean whole(JsonScanner json, InputReader.Shaped only, float[] raw) {
    int end = only.offset() + only.input().rawWidth();
    return json.skip('[')
        && (json.peek() == '['
            ? array(json, only, raw, only.offset(), 1) == end && json.skip(']')
            : elements(json, only, raw, only.offset(), 1) == end);
  }

  private static boolean value(JsonScanner json, InputReader input, float[] raw) {
    return switch (input) {
      case InputReader.Scalar scalar -> number(json, scalar.missing(), raw, scalar.offset());
      case InputReader.Category category -> {
        if (json.skipNull()) {
          raw[category.offset()] = Float.NaN;
          yield true;
        }
        Optional<String> text = json.text();
        text.ifPresent(known -> raw[category.offset()] = category.index(known));
        yield text.isPresent();
      }
      case InputReader.Shaped shaped ->
          array(json, shaped, raw, shaped.offset(), 0)
              == shaped.offset() + shaped.input().rawWidth();
    };
  }

  private static boolean number(
      JsonScanner json, ModelInput.MissingPolicy missing, float[] raw, int index) {
    if (json.readNumber()) {
      raw[index] = json.number();
      return true;
    }
    raw[index] = Float.NaN;
    return missing != ModelInput.MissingPolicy.REJECT && json.skipNull();
  }

  /** Reads an array, nested or not, and returns where its numbers end; -1 if it is not plain. */
  private static int array(
      JsonScanner json, InputReader.Shaped input, float[] raw, int from, int depth) {
    return depth < MAX_DEPTH && json.skip('[') ? elements(json, input, raw, from, depth + 1) : -1;
  }

  private static int elements(
      JsonScanner json, InputReader.Shaped input, float[] raw, int from, int depth) {
    int end = input.offset() + input.input().rawWidth();
    int to = from;
    do {
      if (json.peek() == '[') {
        to = array(json, input, raw, to, depth);
      } else if (to < end && number(json, input.input().missing(), raw, to)) {
        to++;
      } else {
        return -1;
      }
    } while (to >= 0 && json.skip(','));
    return to >= 0 && json.skip(']') ? to : -1;
  }
}
