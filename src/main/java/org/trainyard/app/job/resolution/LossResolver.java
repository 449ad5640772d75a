package org.trainyard.app.job.resolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.job.specification.ClassWeights;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.LossName;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.ProblemType;

/** Decides what is minimized, and checks that the data and the other members fit it. */
final class LossResolver {

  private final JobSpecification asked;
  private final ColumnChoice columns;
  private final Problems problems;

  LossResolver(JobSpecification asked, ColumnChoice columns, Problems problems) {
    this.asked = asked;
    this.columns = columns;
    this.problems = problems;
  }

  LossName loss() {
    LossName loss = asked.loss() == null ? LossName.of(columns.task()) : asked.loss();
    if (loss.task() != columns.task()) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/loss",
          "This loss is for a %s, and the task is a %s; leave loss out to get the usual one.%s"
              .formatted(words(loss.task()), words(columns.task()), why(loss)));
    } else if (loss == LossName.BINARY_CROSS_ENTROPY && columns.classes().size() != 2) {
      problems.add(
          ProblemType.SHAPE_MISMATCH,
          "/loss",
          "binaryCrossEntropy is for two classes, and the target has %d; use crossEntropy."
              .formatted(columns.classes().size()));
    }
    checkMembers(loss);
    return loss;
  }

  /** The weight of each class by its label; absent where every row counts the same. */
  @Nullable Map<String, Double> classWeights() {
    return switch (asked.training().classWeights()) {
      case ClassWeights.Rule.BALANCED -> balanced();
      case ClassWeights.ByLabel(Map<String, Double> weights) -> byLabel(weights);
      case null -> null;
    };
  }

  /** Where the Huber loss turns; absent for the other losses. */
  @Nullable Double huberDelta(LossName loss) {
    return loss == LossName.HUBER
        ? Objects.requireNonNullElse(asked.training().huberDelta(), 1.0)
        : null;
  }

  private void checkMembers(LossName loss) {
    if (loss != LossName.CROSS_ENTROPY && asked.training().classWeights() != null) {
      refuse("classWeights", "crossEntropy");
    }
    if (loss != LossName.CROSS_ENTROPY && asked.training().labelSmoothing() != 0) {
      refuse("labelSmoothing", "crossEntropy");
    }
    if (loss != LossName.HUBER && asked.training().huberDelta() != null) {
      refuse("huberDelta", "huber");
    }
  }

  private void refuse(String member, String loss) {
    problems.add(
        ProblemType.DEFINITION_INVALID,
        "/training/" + member,
        "%s goes with the loss '%s' alone; set loss to it, or leave %s out."
            .formatted(member, loss, member));
  }

  /** {@code rows / (classes * rows of the class)}, counted over the whole data set. */
  private Map<String, Double> balanced() {
    double rows = columns.classes().stream().mapToLong(Column.Category::count).sum();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Column.Category label : columns.classes()) {
      weights.put(label.value(), rows / (columns.classes().size() * (double) label.count()));
    }
    return weights;
  }

  private Map<String, Double> byLabel(Map<String, Double> given) {
    List<String> labels = columns.classes().stream().map(Column.Category::value).toList();
    for (String label : given.keySet()) {
      if (!labels.contains(label)) {
        problems.addUnknown(
            ProblemType.DEFINITION_INVALID,
            "/training/classWeights/" + JsonPointer.token(label),
            "class",
            label,
            labels);
      }
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    labels.forEach(label -> weights.put(label, given.getOrDefault(label, 1.0)));
    return weights;
  }

  /** What would be learned on classes by the error of numbers. */
  private static String why(LossName loss) {
    return loss == LossName.MEAN_SQUARED_ERROR
        ? " On classes a squared error learns slowly: the gradient of a sigmoid or softmax output vanishes where the output is wrong for certain."
        : "";
  }

  private static String words(Task task) {
    return switch (task) {
      case CLASSIFICATION -> "classification";
      case REGRESSION -> "regression";
    };
  }
}
