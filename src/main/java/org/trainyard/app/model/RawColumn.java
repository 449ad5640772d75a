package org.trainyard.app.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Makes raw values of what a client sends for one column. Immutable.
 *
 * <p>Its problems name the column and leave the place in the request to the caller.
 */
public final class RawColumn {

  private final ModelInput input;
  private final int offset;
  private final Map<String, Integer> categories;

  RawColumn(ModelInput input, int offset) {
    this.input = input;
    this.offset = offset;
    this.categories = indices(input);
  }

  private static Map<String, Integer> indices(ModelInput input) {
    List<String> texts =
        switch (input) {
          case ModelInput.Numeric _ -> List.of();
          case ModelInput.Categorical categorical -> categorical.categories();
        };
    Map<String, Integer> indices = HashMap.newHashMap(texts.size());
    texts.forEach(text -> indices.put(text, indices.size()));
    return Map.copyOf(indices);
  }

  public ModelInput input() {
    return input;
  }

  /** Where the raw values of the column begin in a row; they are neighbours. */
  public int offset() {
    return offset;
  }

  /**
   * The raw value of a number.
   *
   * @param value NaN where it is missing
   * @throws org.trainyard.app.web.ProblemException if it is infinite, or may not be missing, or the
   *     column takes texts
   */
  public float number(float value) {
    return switch (input) {
      case ModelInput.Categorical _ ->
          throw problem(ProblemType.WRONG_TYPE, "'%s' takes texts, got a number.");
      case ModelInput.Numeric numeric -> Float.isNaN(value) ? missing(numeric) : finite(value);
    };
  }

  private float finite(float value) {
    if (Float.isInfinite(value)) {
      throw problem(
          ProblemType.VALUE_NOT_FINITE,
          "'%s' takes numbers within the range of 32 bits, which ends at about 3.4e38.");
    }
    return value;
  }

  /**
   * The raw value of a text; one that training never met has its own, an empty one is missing, as
   * it is in a data set.
   */
  public float text(String text) {
    return switch (input) {
      case ModelInput.Numeric _ ->
          throw problem(ProblemType.WRONG_TYPE, "'%s' takes numbers, got a text.");
      case ModelInput.Categorical _ -> {
        Integer index = categories.get(text);
        if (index != null) {
          yield index;
        }
        yield text.isEmpty() ? missing() : ModelInput.UNSEEN;
      }
    };
  }

  /** The raw value where there is none, if the model has a rule for that. */
  public float missing() {
    return switch (input) {
      case ModelInput.Numeric numeric -> missing(numeric);
      case ModelInput.Categorical _ -> Float.NaN;
    };
  }

  private float missing(ModelInput.Numeric numeric) {
    return switch (numeric.missing()) {
      case MEAN, MEDIAN -> Float.NaN;
      case REJECT ->
          throw problem(
              ProblemType.MISSING_VALUES,
              "'%s' is missing in a row, and the model was trained without a rule for that.");
    };
  }

  private RuntimeException problem(ProblemType type, String message) {
    return Problem.of(type, message.formatted(Echo.of(input.name()))).toException();
  }
}
