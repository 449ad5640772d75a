package org.trainyard.app.job.resolution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.model.ModelInput.MissingPolicy;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Checks that a model of the training set's columns can be measured on another data set. */
final class GivenDatasets {

  private static final int SHOWN = 20;

  private final DatasetCatalog catalog;
  private final ColumnChoice columns;
  private final MissingPolicy missing;
  private final Problems problems;
  private final Map<String, List<Column.Category>> labels = new HashMap<>(); // by the pointer

  GivenDatasets(
      DatasetCatalog catalog, ColumnChoice columns, MissingPolicy missing, Problems problems) {
    this.catalog = catalog;
    this.columns = columns;
    this.missing = missing;
    this.problems = problems;
  }

  /**
   * The data set; null if none is given or if there is none, which then is in the problems.
   *
   * @param idOrName of the data set
   * @param pointer its place in the specification
   */
  @Nullable Dataset check(@Nullable String idOrName, String pointer) {
    if (idOrName == null) {
      return null;
    }
    try {
      Dataset other = catalog.find(idOrName);
      columns.features().forEach(feature -> checkFeature(other, feature, pointer));
      columns.targets().forEach(target -> checkTarget(other, target, pointer));
      checkMissing(other, pointer);
      return other;
    } catch (ProblemException e) {
      e.problems().forEach(problem -> problems.add(problem.field(pointer)));
      return null;
    }
  }

  private void checkFeature(Dataset other, Column wanted, String pointer) {
    boolean fits =
        other
            .find(wanted.name())
            .filter(
                found -> found.getClass() == wanted.getClass() && found.width() == wanted.width())
            .isPresent();
    if (!fits) {
      addMismatch(other, wanted, pointer);
    }
  }

  private void addMismatch(Dataset other, Column wanted, String pointer) {
    problems.add(
        ProblemType.SHAPE_MISMATCH,
        pointer,
        "The data set '%s' has no column '%s' of the same type and shape as the training's (%s)."
            .formatted(Echo.of(other.name()), Echo.of(wanted.name()), shape(wanted)));
  }

  private static String shape(Column column) {
    return switch (column) {
      case Column.Numeric numeric when numeric.shape().isEmpty() -> "numeric";
      case Column.Numeric numeric -> "numeric " + numeric.shape();
      case Column.Categorical _ -> "categorical";
      case Column.Ignored _ -> "ignored";
    };
  }

  private void checkTarget(Dataset other, Column wanted, String pointer) {
    Column found =
        other
            .find(wanted.name())
            .orElse(new Column.Ignored(wanted.name(), Column.Ignored.Reason.EMPTY));
    switch (columns.task()) {
      case REGRESSION -> checkFeature(other, wanted, pointer);
      case CLASSIFICATION -> {
        if (found.width() == 1) {
          checkLabels(other, found, pointer);
        } else {
          addMismatch(other, wanted, pointer);
        }
      }
    }
    if (found.missing() > 0) {
      problems.add(
          ProblemType.LABEL_INVALID,
          pointer,
          "The target '%s' is missing in %d of %d rows of the data set '%s'; upload it without them."
              .formatted(wanted.name(), found.missing(), other.rows(), Echo.of(other.name())));
    }
  }

  /** Labels compare as texts, so that a column of numbers and one of texts may hold the same. */
  private void checkLabels(Dataset other, Column target, String pointer) {
    Set<String> known = new HashSet<>();
    columns.classes().forEach(label -> known.add(label.value()));
    List<String> unknown =
        labels(other, target, pointer).stream()
            .filter(label -> label.count() > 0 && !known.contains(label.value()))
            .limit(SHOWN)
            .map(label -> "'%s' (%d rows)".formatted(Echo.of(label.value()), label.count()))
            .toList();
    if (!unknown.isEmpty()) {
      problems.add(
          Problem.of(
                  ProblemType.LABEL_INVALID,
                  "The target '%s' of the data set '%s' has labels that the training data lacks: %s. The training data has %s. If they are written otherwise, upload the data set again with their names in the option columns, as in {\"%s\": {\"categories\": {\"old\": \"new\"}}}."
                      .formatted(
                          target.name(),
                          Echo.of(other.name()),
                          String.join(", ", unknown),
                          known.stream().sorted().limit(SHOWN).map(Echo::of).toList(),
                          Echo.of(target.name())))
              .field(pointer));
    }
  }

  /** The classes of the training that no row of a checked data set shows. */
  List<String> unseen(Dataset other, String pointer) {
    if (columns.task() != Task.CLASSIFICATION) {
      return List.of();
    }
    Set<String> shown =
        other.find(columns.targets().getFirst().name()).stream()
            .flatMap(target -> labels(other, target, pointer).stream())
            .filter(label -> label.count() > 0)
            .map(Column.Category::value)
            .collect(Collectors.toSet());
    return columns.classes().stream()
        .map(Column.Category::value)
        .filter(label -> !shown.contains(label))
        .toList();
  }

  /** Numbers are counted by a pass over all rows, once. */
  private List<Column.Category> labels(Dataset other, Column target, String pointer) {
    return labels.computeIfAbsent(pointer, _ -> read(other, target, pointer));
  }

  private List<Column.Category> read(Dataset other, Column target, String pointer) {
    return switch (target) {
      case Column.Categorical categorical -> categorical.categories();
      case Column.Numeric numeric ->
          new NumericClasses(catalog, other).of(numeric, pointer, problems);
      case Column.Ignored _ -> List.of();
    };
  }

  private void checkMissing(Dataset other, String pointer) {
    if (missing != MissingPolicy.REJECT) {
      return;
    }
    MissingValues.of(
            columns.features().stream()
                .flatMap(feature -> other.find(feature.name()).stream())
                .toList())
        .ifPresent(counts ->
            problems.add(
                ProblemType.MISSING_VALUES,
                pointer,
                "Values are missing in the columns %s of the data set '%s'; set preprocessing.missing to 'mean' or 'median', or leave these columns out of the features."
                    .formatted(counts, Echo.of(other.name()))));
  }
}
