package org.trainyard.app.job.specification;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Decides which rows are held out, and checks that every part has rows and fitting columns. */
final class SplitResolver {

  private static final double DEFAULT_VALIDATION = 0.2;

  private final SplitSpecification specification;
  private final Problems problems;

  SplitResolver(SplitSpecification specification, Problems problems) {
    this.specification = specification;
    this.problems = problems;
  }

  ResolvedSpecification.Split resolve(
      DatasetCatalog catalog, Dataset dataset, ColumnChoice columns) {
    ResolvedSpecification.Split split =
        new ResolvedSpecification.Split(
            validation(),
            specification.test() == null ? 0 : specification.test(),
            specification.stratified() == null
                ? columns.task() == Task.CLASSIFICATION
                : specification.stratified(),
            dataset(
                catalog, specification.validationDataset(), "/split/validationDataset", columns),
            dataset(catalog, specification.testDataset(), "/split/testDataset", columns));
    checkStratified(split, columns);
    checkRows(split, dataset);
    checkClasses(split, columns);
    return split;
  }

  private double validation() {
    if (specification.validation() != null) {
      return specification.validation();
    }
    return specification.validationDataset() == null ? DEFAULT_VALIDATION : 0;
  }

  private void checkStratified(ResolvedSpecification.Split split, ColumnChoice columns) {
    if (split.stratified() && columns.task() == Task.REGRESSION) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/split/stratified",
          "A stratified split keeps the shares of classes, and a regression has none; leave it out.");
    }
  }

  private void checkRows(ResolvedSpecification.Split split, Dataset dataset) {
    long rows = dataset.rows();
    long validation = Math.round(split.validation() * rows);
    long test = Math.round(split.test() * rows);
    long training = rows - validation - test;
    boolean enough =
        training >= 1
            && (split.validation() == 0 || validation >= 1)
            && (split.test() == 0 || test >= 1);
    if (!enough) {
      problems.add(
          Problem.of(
                  ProblemType.TOO_FEW_ROWS,
                  "%d rows are too few for this split: %d for training, %d for validation, %d for test. Send more rows, or set split.validation to 0."
                      .formatted(rows, training, validation, test))
              .field("/split"));
    }
  }

  private void checkClasses(ResolvedSpecification.Split split, ColumnChoice columns) {
    if (!split.stratified()) {
      return;
    }
    int parts = 1 + (split.validation() > 0 ? 1 : 0) + (split.test() > 0 ? 1 : 0);
    List<String> rare =
        columns.classes().stream()
            .filter(label -> label.count() < parts)
            .map(label -> "'%s' (%d)".formatted(Echo.of(label.value()), label.count()))
            .toList();
    if (!rare.isEmpty()) {
      problems.add(
          Problem.of(
                  ProblemType.CLASS_COUNT,
                  "A stratified split into %d parts needs at least %d rows of each class; too few have %s. Set split.stratified to false, or leave these rows out."
                      .formatted(
                          parts,
                          parts,
                          String.join(", ", rare.subList(0, Math.min(20, rare.size())))))
              .field("/split/stratified"));
    }
  }

  /** The id of a data set of the caller's own; one that does not fit is a problem. */
  private @Nullable String dataset(
      DatasetCatalog catalog, @Nullable String idOrName, String pointer, ColumnChoice columns) {
    if (idOrName == null) {
      return null;
    }
    try {
      Dataset other = catalog.find(idOrName);
      columns.features().forEach(feature -> checkColumn(other, feature, pointer));
      columns.targets().forEach(target -> checkColumn(other, target, pointer));
      columns.targets().forEach(target -> checkLabels(other, target, columns, pointer));
      return other.id();
    } catch (ProblemException e) {
      e.problems().forEach(problem -> problems.add(problem.field(pointer)));
      return idOrName;
    }
  }

  private void checkColumn(Dataset other, Column wanted, String pointer) {
    Column found =
        other
            .find(wanted.name())
            .orElse(new Column.Ignored(wanted.name(), Column.Ignored.Reason.EMPTY));
    if (found.getClass() != wanted.getClass() || found.width() != wanted.width()) {
      problems.add(
          ProblemType.SHAPE_MISMATCH,
          pointer,
          "The data set '%s' has no column '%s' of the same type and shape as the training's."
              .formatted(Echo.of(other.name()), Echo.of(wanted.name())));
    }
  }

  private void checkLabels(Dataset other, Column target, ColumnChoice columns, String pointer) {
    Set<String> known = new HashSet<>();
    columns.classes().forEach(label -> known.add(label.value()));
    for (Column column : other.columns()) {
      if (column.name().equals(target.name())
          && column instanceof Column.Categorical(_, long missing, var categories)) {
        List<String> unknown =
            categories.stream()
                .filter(category -> category.count() > 0)
                .map(Column.Category::value)
                .filter(value -> !known.contains(value))
                .limit(20)
                .toList();
        if (!unknown.isEmpty() || missing > 0) {
          problems.add(
              ProblemType.LABEL_INVALID,
              pointer,
              "The target '%s' of the data set '%s' has labels that the training data lacks: %s; missing: %d."
                  .formatted(target.name(), Echo.of(other.name()), unknown, missing));
        }
      }
    }
  }
}
