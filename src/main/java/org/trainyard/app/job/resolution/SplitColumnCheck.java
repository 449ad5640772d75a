package org.trainyard.app.job.resolution;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.job.specification.SplitSpecification;
import org.trainyard.app.rows.RowPart;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Checks the column that names the part of each row, and what else is said about the split. */
final class SplitColumnCheck {

  private static final String POINTER = "/split/column";
  private static final int SHOWN = 20;

  private final SplitSpecification split;
  private final Dataset dataset;
  private final Problems problems;

  private SplitColumnCheck(SplitSpecification split, Dataset dataset, Problems problems) {
    this.split = split;
    this.dataset = dataset;
    this.problems = problems;
  }

  /** Does nothing where there is no such column. */
  static void check(SplitSpecification split, Dataset dataset, Problems problems) {
    @Nullable String name = split.column();
    if (name != null) {
      new SplitColumnCheck(split, dataset, problems).check(name);
    }
  }

  private void check(String name) {
    switch (dataset.find(name).orElse(null)) {
      case null ->
          problems.addUnknown(
              ProblemType.DEFINITION_INVALID,
              POINTER,
              "column",
              name,
              dataset.columns().stream().map(Column::name).toList());
      case Column.Numeric _ ->
          add("The column '%s' holds numbers, and texts name the part of a row.", name);
      case Column.Ignored(_, var reason, _) ->
          add("The column '%s' was ignored at the upload: " + reason.description() + ".", name);
      case Column.Categorical categorical -> checkParts(categorical);
    }
  }

  private void checkParts(Column.Categorical column) {
    List<String> unknown =
        column.categories().stream()
            .filter(category -> RowPart.named(category.value()).isEmpty())
            .limit(SHOWN)
            .map(
                category -> "'%s' (%d rows)".formatted(Echo.of(category.value()), category.count()))
            .toList();
    if (!unknown.isEmpty()) {
      add(
          "The column '%s' holds texts that name no part: " + String.join(", ", unknown) + ".",
          column.name());
    }
    if (column.missing() > 0) {
      add(
          "The column '%s' is empty in " + column.missing() + " rows; each row needs its part.",
          column.name());
    }
    Set<RowPart> parts =
        column.categories().stream()
            .flatMap(category -> RowPart.named(category.value()).stream())
            .collect(Collectors.toSet());
    checkSaidOnce(
        parts, RowPart.VALIDATION, "validation", split.validation(), split.validationDataset());
    checkSaidOnce(parts, RowPart.TEST, "test", split.test(), split.testDataset());
  }

  /** A column that names held-out rows leaves no room for others of that part. */
  private void checkSaidOnce(
      Set<RowPart> parts,
      RowPart part,
      String name,
      @Nullable Double share,
      @Nullable String given) {
    boolean otherwise = given != null || (share != null && share > 0);
    if (parts.contains(part) && otherwise) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/split/" + (given == null ? name : name + "Dataset"),
          "The column '%s' names %s rows already; leave one out."
              .formatted(Echo.of(String.valueOf(split.column())), name));
    }
  }

  private void add(String detail, String name) {
    problems.add(
        Problem.of(ProblemType.DEFINITION_INVALID, detail.formatted(Echo.of(name)))
            .field(POINTER)
            .allowed(RowPart.names()));
  }
}
