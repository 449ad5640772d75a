package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/**
 * A column that a model reads, with everything that turns its raw values into inputs of the
 * network. What is fitted comes from the training rows alone.
 *
 * <p>A <i>raw value</i> is a number as the client sends it; a category is the index of its text,
 * {@link #UNSEEN} if training never met it; a missing value is NaN.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelInput.Numeric.class, name = "numeric"),
  @JsonSubTypes.Type(value = ModelInput.Categorical.class, name = "categorical"),
})
public sealed interface ModelInput {

  /** The raw value of a category that training never met. */
  float UNSEEN = -1;

  String name();

  /** How many raw values a row has of this column. */
  int rawWidth();

  /** How many inputs of the network the column becomes. */
  int inputWidth();

  /**
   * Numbers: {@code input = (raw - offset) * factor}; a missing one is replaced by {@code fill}
   * before that.
   *
   * @param shape empty for one number a row; {@code [28, 28]} for an image of 784
   * @param values one for each number of a row
   * @param missing what a missing value gets
   * @param indicators the numbers, from 0, that have a further input, which is 1 where the number
   *     is missing and else 0; these inputs follow those of the numbers
   */
  record Numeric(
      String name,
      List<Integer> shape,
      List<Scaling> values,
      MissingPolicy missing,
      List<Integer> indicators)
      implements ModelInput {

    public Numeric {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(missing, "missing");
      shape = List.copyOf(shape);
      values = List.copyOf(values);
      indicators = List.copyOf(indicators);
      for (int number : indicators) {
        Objects.checkIndex(number, values.size());
      }
    }

    @Override
    public int rawWidth() {
      return values.size();
    }

    @Override
    public int inputWidth() {
      return values.size() + indicators.size();
    }
  }

  /**
   * Texts, one input for each (one-hot), and a last one for a text that is missing or that training
   * never met.
   *
   * @param categories those of the training rows, in the order of their indices
   */
  record Categorical(String name, List<String> categories) implements ModelInput {

    public Categorical {
      Objects.requireNonNull(name, "name");
      categories = List.copyOf(categories);
    }

    @Override
    public int rawWidth() {
      return 1;
    }

    @Override
    public int inputWidth() {
      return categories.size() + 1;
    }
  }

  /**
   * How one number becomes one input.
   *
   * @param minimum smallest raw value among the training rows
   * @param maximum largest raw value among the training rows
   */
  record Scaling(float offset, float factor, float fill, float minimum, float maximum) {}

  /** What a missing number gets. */
  enum MissingPolicy {
    /** The mean of the training rows. */
    @JsonProperty("mean")
    MEAN,
    /** The median of the training rows. */
    @JsonProperty("median")
    MEDIAN,
    /** A problem: there is no value to use. */
    @JsonProperty("reject")
    REJECT
  }
}
