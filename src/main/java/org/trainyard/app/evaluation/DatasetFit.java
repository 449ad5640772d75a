package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.rows.ReadColumns;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * Whether a data set has what a model reads and predicts, told from the description of both; every
 * problem is named. Used once.
 */
final class DatasetFit {

  private static final int SHOWN = 20;

  private final ModelDescription model;
  private final Dataset dataset;
  private final List<Problem> problems = new ArrayList<>();

  private DatasetFit(ModelDescription model, Dataset dataset) {
    this.model = model;
    this.dataset = dataset;
  }

  /**
   * The columns to read, in the numbering of the model.
   *
   * @throws ProblemException with all that does not fit
   */
  static ReadColumns columns(ModelDescription model, Dataset dataset) {
    DatasetFit fit = new DatasetFit(model, dataset);
    fit.checkRows();
    model.inputs().forEach(fit::checkInput);
    fit.checkMissing();
    ReadColumns columns =
        switch (model.output()) {
          case ModelOutput.Classification(String target, List<String> labels, _) -> {
            fit.checkLabels(target, labels);
            yield new ReadColumns(fit.features(), List.of(target), labels);
          }
          case ModelOutput.Regression(List<ModelOutput.Target> targets) -> {
            targets.forEach(target -> fit.checkNumber(target.name()));
            yield new ReadColumns(
                fit.features(), targets.stream().map(ModelOutput.Target::name).toList(), List.of());
          }
        };
    if (!fit.problems.isEmpty()) {
      throw new ProblemException(fit.problems.stream().limit(SHOWN).toList());
    }
    return columns;
  }

  private List<ReadColumns.Feature> features() {
    return model.inputs().stream()
        .map(input ->
            switch (input) {
              case ModelInput.Numeric numeric -> new ReadColumns.Feature(numeric.name(), List.of());
              case ModelInput.Categorical(String name, List<String> categories) ->
                  new ReadColumns.Feature(name, categories);
            })
        .toList();
  }

  private void checkRows() {
    if (dataset.rows() == 0) {
      add(ProblemType.DATASET_EMPTY, "The data set '%s' has no rows.".formatted(name()));
    }
  }

  private void checkInput(ModelInput input) {
    boolean fits =
        dataset
            .find(input.name())
            .filter(found ->
                switch (input) {
                  case ModelInput.Numeric numeric ->
                      found instanceof Column.Numeric && found.width() == numeric.rawWidth();
                  case ModelInput.Categorical _ -> found instanceof Column.Categorical;
                })
            .isPresent();
    if (!fits) {
      addMismatch(input.name(), words(input), "an input of the model");
    }
  }

  private static String words(ModelInput input) {
    return switch (input) {
      case ModelInput.Numeric numeric when numeric.shape().isEmpty() -> "numeric";
      case ModelInput.Numeric numeric -> "numeric " + numeric.shape();
      case ModelInput.Categorical _ -> "categorical";
    };
  }

  private void addMismatch(String column, String type, String what) {
    String there =
        dataset
            .find(column)
            .map(found ->
                switch (found) {
                  case Column.Numeric numeric when numeric.shape().isEmpty() -> "it is numeric";
                  case Column.Numeric numeric -> "it is numeric " + numeric.shape();
                  case Column.Categorical _ -> "it is categorical";
                  case Column.Ignored ignored ->
                      "it was left out: " + ignored.reason().description();
                })
            .orElse("there is no such column");
    add(
        ProblemType.SCHEMA_MISMATCH,
        "The data set '%s' has no %s column '%s', which is %s: %s."
            .formatted(name(), type, Echo.of(column), what, there));
  }

  private void checkMissing() {
    for (ModelInput input : model.inputs()) {
      if (input instanceof ModelInput.Numeric numeric
          && numeric.missing() == ModelInput.MissingPolicy.REJECT) {
        long missing = dataset.find(input.name()).map(Column::missing).orElse(0L);
        if (missing > 0) {
          add(
              ProblemType.MISSING_VALUES,
              "'%s' is missing in %d of %d rows of the data set '%s', and the model was trained without a rule for that; upload it without them, or train with preprocessing.missing 'mean' or 'median'."
                  .formatted(Echo.of(input.name()), missing, dataset.rows(), name()));
        }
      }
    }
  }

  private void checkNumber(String target) {
    boolean fits =
        dataset
            .find(target)
            .filter(found -> found instanceof Column.Numeric && found.width() == 1)
            .isPresent();
    if (fits) {
      checkPresent(dataset.column(target));
    } else {
      addMismatch(target, "numeric", "what the model predicts");
    }
  }

  private void checkPresent(Column target) {
    if (target.missing() > 0) {
      add(
          ProblemType.LABEL_INVALID,
          "The target '%s' is missing in %d of %d rows of the data set '%s'; upload it without them."
              .formatted(Echo.of(target.name()), target.missing(), dataset.rows(), name()));
    }
  }

  private void checkLabels(String target, List<String> labels) {
    Column found =
        dataset
            .find(target)
            .filter(column -> column.width() == 1)
            .orElseGet(() -> new Column.Ignored(target, Column.Ignored.Reason.EMPTY));
    switch (found) {
      case Column.Ignored _ -> addMismatch(target, "categorical", "what the model predicts");
      case Column.Numeric numeric -> {
        checkPresent(numeric);
        if (!labels.stream().allMatch(DatasetFit::isNumber)) {
          addMismatch(target, "categorical", "what the model predicts");
        }
      }
      case Column.Categorical categorical -> {
        checkPresent(categorical);
        Set<String> known = new HashSet<>(labels);
        List<Column.Category> unknown =
            categorical.categories().stream()
                .filter(category -> category.count() > 0 && !known.contains(category.value()))
                .toList();
        if (!unknown.isEmpty()) {
          problems.add(unknownLabels(dataset, target, unknown, labels));
        }
      }
    }
  }

  private static boolean isNumber(String label) {
    try {
      return Float.isFinite(Float.parseFloat(label));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** What is said of labels that the model does not know. */
  static Problem unknownLabels(
      Dataset dataset, String target, List<Column.Category> unknown, List<String> labels) {
    long rows = unknown.stream().mapToLong(Column.Category::count).sum();
    return Problem.of(
            ProblemType.LABEL_INVALID,
            "%d of %d rows of the data set '%s' have labels in '%s' that the model does not know: %s. It knows %s."
                .formatted(
                    rows,
                    dataset.rows(),
                    Echo.of(dataset.name()),
                    Echo.of(target),
                    unknown.stream()
                        .limit(SHOWN)
                        .map(label ->
                            "'%s' (%d rows)".formatted(Echo.of(label.value()), label.count()))
                        .collect(Collectors.joining(", ")),
                    labels.stream().limit(SHOWN).map(Echo::of).toList()))
        .hint(
            "Upload the data set without these rows, or with other names for its texts (the option columns, categories).");
  }

  private void add(ProblemType type, String detail) {
    problems.add(Problem.of(type, detail));
  }

  private String name() {
    return Echo.of(dataset.name());
  }
}
