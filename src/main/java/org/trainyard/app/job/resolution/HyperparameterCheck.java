package org.trainyard.app.job.resolution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.PreprocessingSpecification;
import org.trainyard.app.job.specification.SplitSpecification;
import org.trainyard.app.model.ModelInput.MissingPolicy;
import org.trainyard.app.model.ModelName;
import org.trainyard.app.web.ProblemType;

/** Checks what can be checked without looking at the data. */
final class HyperparameterCheck {

  private static final int NAME_LIMIT = 200;
  private static final int LABELS_LIMIT = 50;
  private static final int LABEL_LIMIT = 64;
  private static final int PRIORITY_LIMIT = 1000;

  private HyperparameterCheck() {}

  static void check(JobSpecification specification, Problems problems) {
    checkName(specification, problems);
    checkLabels(specification.labels(), problems);
    problems.requireRange("/priority", specification.priority(), -PRIORITY_LIMIT, PRIORITY_LIMIT);
    checkSplit(specification.split(), problems);
    checkPreprocessing(specification.preprocessing(), problems);
    OptimizerCheck.check(specification.optimizer(), problems);
    ScheduleCheck.check(specification.schedule(), problems);
    TrainingCheck.check(specification.training(), problems);
  }

  private static void checkName(JobSpecification specification, Problems problems) {
    String name = specification.name();
    if (name != null && !isText(name, NAME_LIMIT)) {
      problems.add(
          ProblemType.WRONG_TYPE,
          "/name",
          "A name has 1 to %d characters and no control characters.".formatted(NAME_LIMIT));
    }
    JobSpecification.ModelTarget model = specification.model();
    if (model != null && !ModelName.isValid(model.name())) {
      problems.add(ModelName.problem(model.name(), "/model/name"));
    }
  }

  private static void checkLabels(Map<String, String> labels, Problems problems) {
    boolean fits =
        labels.size() <= LABELS_LIMIT
            && labels.entrySet().stream()
                .allMatch(label ->
                    isText(label.getKey(), LABEL_LIMIT) && isText(label.getValue(), LABEL_LIMIT));
    if (!fits) {
      problems.add(
          ProblemType.WRONG_TYPE,
          "/labels",
          "At most %d labels, each name and value a text of 1 to %d characters without control characters."
              .formatted(LABELS_LIMIT, LABEL_LIMIT));
    }
  }

  private static void checkSplit(SplitSpecification split, Problems problems) {
    double validation = split.validation() == null ? 0 : split.validation();
    double test = split.test() == null ? 0 : split.test();
    checkShare("/split/validation", validation, problems);
    checkShare("/split/test", test, problems);
    if (validation + test > 0.9 && validation <= 0.9 && test <= 0.9) {
      problems.add(
          ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
          "/split",
          "validation and test together must leave at least 0.1 of the rows for training, got %s."
              .formatted(validation + test));
    }
    checkEither(validation, split.validationDataset(), "validation", problems);
    checkEither(test, split.testDataset(), "test", problems);
  }

  private static void checkShare(String pointer, double share, Problems problems) {
    problems.requireRange(
        pointer, share, value -> value >= 0 && value <= 0.9, "at least 0 and at most 0.9");
  }

  private static void checkEither(
      double share, @Nullable String dataset, String part, Problems problems) {
    if (share > 0 && dataset != null) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/split/" + part,
          "split.%s and split.%sDataset exclude each other; leave one out.".formatted(part, part));
    }
  }

  private static void checkPreprocessing(
      PreprocessingSpecification preprocessing, Problems problems) {
    if (preprocessing.missingIndicator() && preprocessing.missing() == MissingPolicy.REJECT) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/preprocessing/missingIndicator",
          "An indicator tells where values are missing, and preprocessing.missing 'reject' takes none; set it to 'mean' or 'median'.");
    }
    Double scale = preprocessing.scale();
    if (scale == null) {
      return;
    }
    if (preprocessing.numeric() != PreprocessingSpecification.Numeric.NONE) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/preprocessing/scale",
          "scale multiplies raw values; set preprocessing.numeric to 'none' or leave scale out.");
    }
    problems.requireRange(
        "/preprocessing/scale",
        scale,
        value -> Math.abs(value) >= 1e-30 && Math.abs(value) <= 1e30,
        "between 1e-30 and 1e30 in magnitude");
  }

  private static boolean isText(String text, int limit) {
    int length = text.codePointCount(0, text.length());
    return length >= 1
        && length <= limit
        && text.codePoints()
            .noneMatch(point ->
                Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
  }
}
