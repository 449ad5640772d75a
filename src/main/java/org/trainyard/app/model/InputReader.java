package org.trainyard.app.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/** Reads one column of an instance into the raw row. Immutable. */
sealed interface InputReader {

  String name();

  /** Whether a row has several numbers of this column. */
  boolean isShaped();

  /**
   * Reads the value of the column.
   *
   * @param pointer the value's place in the request
   * @param raw written at the column's place
   */
  void read(JsonNode value, String pointer, float[] raw);

  /**
   * Warns of what was read.
   *
   * @param warnings extended where a value is missing, unseen or out of range
   */
  void warn(float[] raw, List<String> warnings);

  static InputReader of(ModelInput input, int offset) {
    return switch (input) {
      case ModelInput.Numeric numeric when numeric.shape().isEmpty() ->
          new Scalar(numeric.name(), offset, numeric.values().getFirst(), numeric.missing());
      case ModelInput.Numeric numeric -> new Shaped(numeric, offset);
      case ModelInput.Categorical categorical -> Category.of(categorical, offset);
    };
  }

  /** One number. */
  record Scalar(
      String name, int offset, ModelInput.Scaling scaling, ModelInput.MissingPolicy missing)
      implements InputReader {

    @Override
    public boolean isShaped() {
      return false;
    }

    @Override
    public void read(JsonNode value, String pointer, float[] raw) {
      raw[offset] =
          value.isNull() ? missingValue(name, missing, pointer) : number(name, value, pointer);
    }

    @Override
    public void warn(float[] raw, List<String> warnings) {
      if (Float.isNaN(raw[offset])) {
        warnings.add("MISSING_IMPUTED: " + name);
      } else if (raw[offset] < scaling.minimum() || raw[offset] > scaling.maximum()) {
        warnings.add("OUT_OF_TRAINING_RANGE: " + name);
      }
    }
  }

  /** Several numbers, nested by their shape or flat in row-major order. */
  record Shaped(ModelInput.Numeric input, int offset, float minimum, float maximum)
      implements InputReader {

    Shaped(ModelInput.Numeric input, int offset) {
      this(
          input,
          offset,
          (float) input.values().stream().mapToDouble(ModelInput.Scaling::minimum).min().orElse(0),
          (float) input.values().stream().mapToDouble(ModelInput.Scaling::maximum).max().orElse(0));
    }

    @Override
    public String name() {
      return input.name();
    }

    @Override
    public boolean isShaped() {
      return true;
    }

    @Override
    public void read(JsonNode value, String pointer, float[] raw) {
      int end = flatten(value, pointer, raw, offset);
      if (end != offset + input.rawWidth()) {
        throw wrongCount(pointer, end - offset);
      }
    }

    /** Once, however many of its numbers it concerns. */
    @Override
    public void warn(float[] raw, List<String> warnings) {
      boolean missing = false;
      boolean beyond = false;
      for (int i = offset; i < offset + input.rawWidth(); i++) {
        missing |= Float.isNaN(raw[i]);
        beyond |= raw[i] < minimum || raw[i] > maximum;
      }
      if (missing) {
        warnings.add("MISSING_IMPUTED: " + name());
      }
      if (beyond) {
        warnings.add("OUT_OF_TRAINING_RANGE: " + name());
      }
    }

    private int flatten(JsonNode value, String pointer, float[] raw, int from) {
      if (!value.isArray()) {
        throw Problem.of(
                ProblemType.WRONG_TYPE,
                "'%s' takes an array of %d numbers, of shape %s or flat."
                    .formatted(name(), input.rawWidth(), input.shape()))
            .field(pointer)
            .toException();
      }
      int to = from;
      for (int i = 0; i < value.size(); i++) {
        JsonNode element = value.get(i);
        if (element.isArray()) {
          to = flatten(element, pointer + "/" + i, raw, to);
        } else if (to == offset + input.rawWidth()) {
          throw wrongCount(pointer, to - offset + 1);
        } else if (element.isNull()) {
          raw[to++] = missingValue(name(), input.missing(), pointer + "/" + i);
        } else {
          raw[to++] = number(name(), element, pointer + "/" + i);
        }
      }
      return to;
    }

    private RuntimeException wrongCount(String pointer, int actual) {
      return Problem.of(
              ProblemType.SCHEMA_MISMATCH,
              "'%s' takes %d numbers (shape %s), got %s%d."
                  .formatted(
                      name(),
                      input.rawWidth(),
                      input.shape(),
                      actual > input.rawWidth() ? "at least " : "",
                      actual))
          .field(pointer)
          .toException();
    }
  }

  /** One text out of a closed list. */
  record Category(String name, int offset, Map<String, Integer> indices) implements InputReader {

    static Category of(ModelInput.Categorical input, int offset) {
      Map<String, Integer> indices = HashMap.newHashMap(input.categories().size());
      for (String category : input.categories()) {
        indices.put(category, indices.size());
      }
      return new Category(input.name(), offset, Map.copyOf(indices));
    }

    @Override
    public boolean isShaped() {
      return false;
    }

    @Override
    public void read(JsonNode value, String pointer, float[] raw) {
      if (!value.isNull() && !value.isString()) {
        throw notText(value, pointer);
      }
      raw[offset] = value.isNull() ? Float.NaN : index(value.stringValue());
    }

    /** The raw value of a text; an empty one is missing, as it is in a data set. */
    float index(String text) {
      Integer index = indices.get(text);
      if (index != null) {
        return index;
      }
      return text.isEmpty() ? Float.NaN : ModelInput.UNSEEN;
    }

    @Override
    public void warn(float[] raw, List<String> warnings) {
      if (Float.isNaN(raw[offset])) {
        warnings.add("MISSING_IMPUTED: " + name);
      } else if (raw[offset] == ModelInput.UNSEEN) {
        warnings.add("UNSEEN_CATEGORY: " + name);
      }
    }

    private RuntimeException notText(JsonNode value, String pointer) {
      String text = Echo.of(value.toString());
      String wayOut =
          value.isContainer() ? "send one of its categories." : "send \"%s\".".formatted(text);
      return Problem.of(
              ProblemType.WRONG_TYPE, "'%s' takes a text, got %s; %s".formatted(name, text, wayOut))
          .field(pointer)
          .toException();
    }
  }

  private static float missingValue(String name, ModelInput.MissingPolicy policy, String pointer) {
    return switch (policy) {
      case MEAN, MEDIAN -> Float.NaN;
      case REJECT ->
          throw Problem.of(
                  ProblemType.MISSING_VALUES,
                  "'%s' is missing, and the model was trained without a rule for that; send a value, or train with preprocessing.missing 'mean' or 'median'."
                      .formatted(name))
              .field(pointer)
              .toException();
    };
  }

  private static float number(String name, JsonNode value, String pointer) {
    if (!value.isNumber()) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "'%s' takes a number, got %s%s"
                  .formatted(name, Echo.of(value.toString()), wayOut(value)))
          .field(pointer)
          .toException();
    }
    float number = (float) value.doubleValue();
    if (!Float.isFinite(number)) {
      throw Problem.of(
              ProblemType.VALUE_NOT_FINITE,
              "%s is beyond the range of a 32-bit number, which ends at about 3.4e38."
                  .formatted(Echo.of(value.toString())))
          .field(pointer)
          .toException();
    }
    return number;
  }

  private static String wayOut(JsonNode notNumber) {
    if (!notNumber.isString()) {
      return ".";
    }
    return notNumber.stringValue().isEmpty()
        ? "; send null where it is missing."
        : "; leave the quotes out.";
  }
}
