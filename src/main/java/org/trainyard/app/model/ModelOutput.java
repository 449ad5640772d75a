package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.trainyard.engine.loss.Probabilities;
import org.trainyard.engine.tensor.Matrix;

/** What a model predicts, and how the network's outputs become it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelOutput.Classification.class, name = "classification"),
  @JsonSubTypes.Type(value = ModelOutput.Regression.class, name = "regression"),
})
public sealed interface ModelOutput {

  /**
   * One label out of a closed list.
   *
   * @param target the column
   * @param labels in the order of the network's outputs
   */
  record Classification(String target, List<String> labels, Head head) implements ModelOutput {

    public Classification {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(head, "head");
      labels = List.copyOf(labels);
    }

    /** The probability of each label, from one row of the network's outputs. */
    public float[] probabilities(Matrix outputs, int row) {
      return switch (head) {
        case SOFTMAX -> Probabilities.softmax(outputs, row);
        case SIGMOID -> {
          float second = Probabilities.sigmoid(outputs.get(row, 0));
          yield new float[] {1 - second, second};
        }
      };
    }
  }

  /** One number for each target. */
  record Regression(List<Target> targets) implements ModelOutput {

    public Regression {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A number to predict: {@code value = output * deviation + mean}.
   *
   * @param mean of the training rows
   * @param deviation standard deviation of the training rows, 1 where they are all equal
   */
  record Target(String name, double mean, double deviation) {

    public Target {
      Objects.requireNonNull(name, "name");
    }

    /** The prediction in the target's unit, from an output of the network. */
    public float value(float output) {
      return (float) (output * deviation + mean);
    }
  }

  /** How the network's outputs become probabilities. */
  enum Head {
    /** One output for each label. */
    @JsonProperty("softmax")
    SOFTMAX,
    /** One output, for the second of two labels. */
    @JsonProperty("sigmoid")
    SIGMOID
  }
}
