package org.trainyard.app.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.trainyard.engine.layer.NetworkSpec;

/**
 * Whether the parts of a description fit each other, so that a file from elsewhere can be trusted
 * after it was read. What one record can say of itself, its constructor has said.
 */
final class DescriptionCheck {

  private DescriptionCheck() {}

  /**
   * Checks a description.
   *
   * @throws CorruptModelException if it does not fit, with the reason
   */
  static void require(ModelDescription description, NetworkSpec network) {
    require(!description.inputs().isEmpty(), "it has no inputs");
    requireDistinct("two inputs are called", description.inputs().stream().map(ModelInput::name));
    description.inputs().forEach(DescriptionCheck::requireInput);
    requireOutput(description.output(), network.outputSize());
  }

  private static void requireInput(ModelInput input) {
    switch (input) {
      case ModelInput.Numeric(String name, List<Integer> shape, var values, _, _) -> {
        require(
            size(shape) == values.size(),
            "the input '%s' has %d numbers and the shape %s".formatted(name, values.size(), shape));
        for (ModelInput.Scaling scaling : values) {
          require(
              Float.isFinite(scaling.offset())
                  && Float.isFinite(scaling.factor())
                  && Float.isFinite(scaling.fill()),
              "the input '%s' is not scaled by finite numbers".formatted(name));
        }
      }
      case ModelInput.Categorical(String name, List<String> categories) ->
          requireDistinct(
              "the input '%s' has twice the category".formatted(name), categories.stream());
    }
  }

  /** How many numbers a shape holds; none is one number; -1 if it is no shape. */
  private static long size(List<Integer> shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 1 || size > Integer.MAX_VALUE) {
        return -1;
      }
      size *= length;
    }
    return size;
  }

  private static void requireOutput(ModelOutput output, int outputSize) {
    switch (output) {
      case ModelOutput.Classification(_, List<String> labels, ModelOutput.Head head) -> {
        requireDistinct("two labels are called", labels.stream());
        int needed =
            switch (head) {
              case SOFTMAX -> labels.size();
              case SIGMOID -> 1;
            };
        require(
            labels.size() >= 2 && (head == ModelOutput.Head.SOFTMAX || labels.size() == 2),
            "it has %d labels".formatted(labels.size()));
        requireOutputs(outputSize, needed);
      }
      case ModelOutput.Regression(List<ModelOutput.Target> targets) -> {
        requireDistinct("two targets are called", targets.stream().map(ModelOutput.Target::name));
        for (ModelOutput.Target target : targets) {
          require(
              Double.isFinite(target.mean()) && Double.isFinite(target.deviation()),
              "the target '%s' is not scaled by finite numbers".formatted(target.name()));
        }
        requireOutputs(outputSize, targets.size());
      }
    }
  }

  private static void requireOutputs(int actual, int needed) {
    require(
        actual == needed,
        "its network has %d outputs where %d are needed".formatted(actual, needed));
  }

  private static void requireDistinct(String what, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(name -> require(seen.add(name), what + " '" + name + "'"));
  }

  private static void require(boolean isTrue, String otherwise) {
    if (!isTrue) {
      throw new CorruptModelException(otherwise);
    }
  }
}
