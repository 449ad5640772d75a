package org.trainyard.app.job.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.job.resolution.SpecificationWarning.Code;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.OptimizerSpecification;
import org.trainyard.app.job.specification.PreprocessingSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.ScheduleSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.web.Echo;

/** Finds what is allowed in a specification and seldom wanted, and says so in words. */
final class SpecificationWarnings {

  /** Inputs beyond this, as the network sees them, make the first steps too long. */
  private static final double LARGE_INPUT = 10;

  private static final int SHOWN = 5;

  /** More whole numbers in a row are more likely counts than classes. */
  private static final int CLASSES = 100;

  private final JobSpecification asked;
  private final ResolvedSpecification specification;
  private final ColumnChoice columns;
  private final List<String> unseen;
  private final List<SpecificationWarning> found = new ArrayList<>();

  /**
   * A search that has not begun.
   *
   * @param asked as it was sent
   * @param specification the same with every default
   * @param unseen classes that the validation rows do not show
   */
  SpecificationWarnings(
      JobSpecification asked,
      ResolvedSpecification specification,
      ColumnChoice columns,
      List<String> unseen) {
    this.asked = asked;
    this.specification = specification;
    this.columns = columns;
    this.unseen = unseen;
  }

  List<SpecificationWarning> list() {
    checkBatch();
    checkLearningRate();
    checkInputs();
    checkValidation();
    checkWidths();
    checkOutput();
    checkTask();
    return found;
  }

  private void checkBatch() {
    long rows = specification.split().rows().training();
    int batch = specification.training().batchSize();
    if (batch > rows) {
      add(
          Code.BATCH_LARGER_THAN_SET,
          "/training/batchSize",
          "There are %,d training rows and batchSize is %,d, so that an epoch is one step; a batchSize of %d makes ten."
              .formatted(rows, batch, Math.max(1, rows / 10)));
    }
  }

  private void checkLearningRate() {
    if (asked.schedule() instanceof ScheduleSpecification.OneCycle(Double maximum, _)
        && maximum != null) { // takes the place of the optimizer's
      checkLearningRate(maximum, "/schedule/maximum");
    } else {
      checkLearningRate(specification.optimizer().learningRate(), "/optimizer/learningRate");
    }
  }

  private void checkLearningRate(double rate, String field) {
    Range usual = usual(specification.optimizer());
    if (rate < usual.from() || rate > usual.to()) {
      add(
          Code.LEARNING_RATE_UNUSUAL,
          field,
          "A learning rate of %s is unusual for this optimizer, which mostly learns well from %s to %s: %s."
              .formatted(
                  rate,
                  usual.from(),
                  usual.to(),
                  rate > usual.to() ? "the loss may grow or jump" : "many epochs may be needed"));
    }
  }

  private record Range(double from, double to) {}

  private static Range usual(OptimizerSpecification optimizer) {
    return switch (optimizer) {
      case OptimizerSpecification.Sgd _ -> new Range(1e-4, 1);
      case OptimizerSpecification.Adam _,
          OptimizerSpecification.AdamW _,
          OptimizerSpecification.RmsProp _ ->
          new Range(1e-5, 0.05);
      case OptimizerSpecification.Adagrad _ -> new Range(1e-4, 0.5);
    };
  }

  private void checkInputs() {
    PreprocessingSpecification preprocessing = specification.preprocessing();
    if (preprocessing.numeric() != PreprocessingSpecification.Numeric.NONE) {
      return;
    }
    double scale = preprocessing.scale() == null ? 1 : preprocessing.scale();
    List<Column.Numeric> large =
        columns.features().stream()
            .filter(Column.Numeric.class::isInstance)
            .map(Column.Numeric.class::cast)
            .filter(column -> largest(column) * Math.abs(scale) > LARGE_INPUT)
            .toList();
    if (!large.isEmpty()) {
      String names =
          large.stream()
              .limit(SHOWN)
              .map(column -> "'%s' (to %s)".formatted(Echo.of(column.name()), largest(column)))
              .collect(Collectors.joining(", "));
      add(
          Code.INPUTS_UNSCALED,
          "/preprocessing/numeric",
          "%d columns of large numbers reach the network as they are: %s%s. Most networks learn better from inputs around 1; set preprocessing.numeric to 'standardize', or preprocessing.scale."
              .formatted(large.size(), names, large.size() > SHOWN ? " and others" : ""));
    }
  }

  private static double largest(Column.Numeric column) {
    return Math.max(Math.abs(column.min()), Math.abs(column.max()));
  }

  private void checkValidation() {
    if (unseen.isEmpty()) {
      return;
    }
    boolean drawn = specification.split().validationDataset() == null;
    add(
        Code.CLASS_MISSING_FROM_VALIDATION,
        drawn ? "/split/validation" : "/split/validationDataset",
        "No validation row shows %s, so that nothing tells how well they are learned; %s."
            .formatted(
                unseen.stream()
                    .limit(SHOWN)
                    .map(label -> "'" + Echo.of(label) + "'")
                    .collect(Collectors.joining(", ")),
                drawn
                    ? "raise split.validation, or set split.stratified to true"
                    : "take a data set that has such rows"));
  }

  private void checkWidths() {
    long rows = specification.split().rows().training();
    List<LayerDefinition> layers = specification.network().layers();
    for (int i = 0; i < layers.size() - 1; i++) {
      if (layers.get(i) instanceof LayerDefinition.Linear(Long units, _, _)
          && units != null
          && units > rows) {
        add(
            Code.LAYER_WIDER_THAN_DATA,
            "/network",
            "A layer has %,d units and there are %,d training rows: it can learn each row by heart; make it narrower."
                .formatted(units, rows));
        return;
      }
    }
  }

  private void checkOutput() {
    LayerDefinition last = specification.network().layers().getLast();
    if (specification.task() != Task.REGRESSION) {
      return;
    }
    if (last instanceof LayerDefinition.Sigmoid
        && columns.targets().stream().allMatch(this::isPair)) {
      add(
          Code.SQUARED_ERROR_ON_CLASSES,
          "/task",
          "The target has two values, as classes have, and a sigmoid output with an error of numbers learns them slowly; set task to 'classification', which brings the right loss.");
    } else if (last instanceof LayerDefinition.Sigmoid || last instanceof LayerDefinition.Tanh) {
      add(
          Code.OUTPUT_BOUNDED,
          "/network",
          "The last layer gives numbers between %s and 1, and the standardized target goes beyond; end with a linear layer."
              .formatted(last instanceof LayerDefinition.Tanh ? "-1" : "0"));
    }
  }

  private boolean isPair(Column target) {
    return target instanceof Column.Numeric numeric && numeric.distinct() <= 2;
  }

  /** A task that was not named is a regression for any column of numbers. */
  private void checkTask() {
    if (asked.task() == null
        && specification.task() == Task.REGRESSION
        && columns.targets().size() == 1
        && columns.targets().getFirst() instanceof Column.Numeric target
        && looksLikeClasses(target)) {
      add(
          Code.TARGET_LOOKS_LIKE_CLASSES,
          "/task",
          "'%s' has the whole numbers from %.0f to %.0f, as classes have, and is learned as a number, because task is absent; set task to 'classification', or to 'regression' if it is a number."
              .formatted(Echo.of(target.name()), target.min(), target.max()));
    }
  }

  /** Two whole numbers side by side, or all those from 0 or 1 up to a few. */
  private static boolean looksLikeClasses(Column.Numeric target) {
    return target.distinct() > 1
        && target.distinct() <= CLASSES
        && target.min() == Math.rint(target.min())
        && target.max() - target.min() + 1 == target.distinct()
        && (target.distinct() == 2 || target.min() == 0 || target.min() == 1);
  }

  private void add(Code code, String field, String message) {
    found.add(new SpecificationWarning(code, field, message));
  }
}
