package org.trainyard.app.job.resolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.model.ModelInput.MissingPolicy;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Finds features, targets, task and classes of a training in its data set. */
final class ColumnResolver {

  private final JobSpecification specification;
  private final Dataset dataset;
  private final Problems problems;

  ColumnResolver(JobSpecification specification, Dataset dataset, Problems problems) {
    this.specification = specification;
    this.dataset = dataset;
    this.problems = problems;
  }

  /** The choice; what is wrong with it has been thrown or is in the collected problems. */
  ColumnChoice resolve(DatasetCatalog catalog) {
    List<Column> targets = targets();
    List<Column> features = features();
    problems.throwIfAnyAt("/target", "/features", "/task");
    Task task = task(targets);
    problems.throwIfAnyAt("/target");
    List<Column.Category> classes = classes(catalog, task, targets);
    checkMissing(features, targets);
    checkNotAllConstant(features);
    return new ColumnChoice(features, targets, task, classes);
  }

  private List<Column> targets() {
    if (specification.target().isEmpty()) {
      problems.add(ProblemType.LABEL_INVALID, "/target", "Name at least one column to predict.");
    }
    List<Column> targets = new ArrayList<>();
    for (String name : specification.target()) {
      column(name, "/target", ProblemType.LABEL_INVALID).ifPresent(targets::add);
    }
    for (Column target : targets) {
      if (target.width() != 1) {
        problems.add(
            ProblemType.LABEL_INVALID,
            "/target",
            "The column '%s' has %d values a row; a target has one."
                .formatted(target.name(), target.width()));
      }
    }
    checkDistinct(specification.target(), "/target");
    if (specification.target().contains(specification.split().column())) {
      problems.add(
          ProblemType.LABEL_INVALID,
          "/target",
          "The target is split.column, which names the part of each row; name another column.");
    }
    return targets;
  }

  private List<Column> features() {
    List<String> names = specification.features();
    if (names == null) {
      return dataset.columns().stream()
          .filter(column -> column.width() > 0)
          .filter(column -> !specification.target().contains(column.name()))
          .filter(column -> !column.name().equals(specification.split().column()))
          .toList();
    }
    if (names.isEmpty()) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/features",
          "Name at least one feature, or leave features out to take all columns but the target.");
    }
    List<Column> features = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String pointer = "/features/" + i;
      if (specification.target().contains(names.get(i))) {
        problems.add(
            ProblemType.DEFINITION_INVALID,
            pointer,
            "'%s' is the target; a network that reads it learns nothing. Leave it out of the features."
                .formatted(Echo.of(names.get(i))));
      } else if (names.get(i).equals(specification.split().column())) {
        problems.add(
            ProblemType.DEFINITION_INVALID,
            pointer,
            "'%s' is split.column: it names the part of each row. Leave it out of the features."
                .formatted(Echo.of(names.get(i))));
      } else {
        column(names.get(i), pointer, ProblemType.DEFINITION_INVALID).ifPresent(features::add);
      }
    }
    checkDistinct(names, "/features");
    return features;
  }

  private Optional<Column> column(String name, String pointer, ProblemType type) {
    List<String> known =
        dataset.columns().stream().filter(c -> c.width() > 0).map(Column::name).toList();
    Optional<Column> found = dataset.find(name);
    if (found.isEmpty()) {
      problems.addUnknown(type, pointer, "column", name, known);
    } else if (found.get() instanceof Column.Ignored ignored) {
      problems.add(
          Problem.of(
                  type,
                  "The column '%s' was left out at the upload: %s."
                      .formatted(Echo.of(name), ignored.reason().description()))
              .field(pointer)
              .allowed(known)
              .hint("Upload the data set again with a type for it in the option columns."));
      return Optional.empty();
    }
    return found;
  }

  private void checkDistinct(List<String> names, String pointer) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add(
            ProblemType.DEFINITION_INVALID,
            pointer,
            "The column '%s' stands twice.".formatted(Echo.of(name)));
      }
    }
  }

  private Task task(List<Column> targets) {
    boolean allNumeric = targets.stream().allMatch(Column.Numeric.class::isInstance);
    Task asked = specification.task();
    Task task = asked != null ? asked : allNumeric ? Task.REGRESSION : Task.CLASSIFICATION;
    switch (task) {
      case REGRESSION -> {
        if (!allNumeric) {
          problems.add(
              ProblemType.LABEL_INVALID,
              "/target",
              "A regression predicts numbers, and %s holds text; set task to 'classification'."
                  .formatted(specification.target()));
        }
      }
      case CLASSIFICATION -> {
        if (targets.size() > 1) {
          problems.add(
              ProblemType.LABEL_INVALID,
              "/target",
              "A classification has one target; several are possible for a regression.");
        }
      }
    }
    return task;
  }

  private List<Column.Category> classes(DatasetCatalog catalog, Task task, List<Column> targets) {
    if (task == Task.REGRESSION) {
      return List.of();
    }
    List<Column.Category> classes =
        switch (targets.getFirst()) {
          case Column.Categorical categorical ->
              categorical.categories().stream().filter(c -> c.count() > 0).toList();
          case Column.Numeric numeric ->
              new NumericClasses(catalog, dataset).of(numeric, "/target", problems);
          case Column.Ignored _ -> List.of();
        };
    if (classes.size() == 1) {
      problems.add(
          ProblemType.SINGLE_CLASS,
          "/target",
          "All %d rows have the class '%s'; a classification needs at least two."
              .formatted(dataset.rows(), Echo.of(classes.getFirst().value())));
    }
    return classes;
  }

  private void checkMissing(List<Column> features, List<Column> targets) {
    for (Column target : targets) {
      if (target.missing() > 0) {
        problems.add(
            ProblemType.LABEL_INVALID,
            "/target",
            "The target '%s' is missing in %d of %d rows; upload the data without them."
                .formatted(target.name(), target.missing(), dataset.rows()));
      }
    }
    if (specification.preprocessing().missing() != MissingPolicy.REJECT) {
      return;
    }
    MissingValues.of(features)
        .ifPresent(counts ->
            problems.add(
                Problem.of(
                        ProblemType.MISSING_VALUES,
                        "Values are missing in the columns %s; set preprocessing.missing to 'mean' or 'median', or leave these columns out of the features."
                            .formatted(counts))
                    .field("/preprocessing/missing")
                    .allowed(List.of("mean", "median"))));
  }

  private void checkNotAllConstant(List<Column> features) {
    if (features.isEmpty()) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/features",
          "The data set has no column but the target.");
    } else if (dataset.rows() > 1 && features.stream().allMatch(ColumnResolver::isConstant)) {
      problems.add(
          ProblemType.CONSTANT_COLUMNS,
          "/features",
          "Every feature has one and the same value in all rows; there is nothing to learn from.");
    }
  }

  private static boolean isConstant(Column column) {
    return switch (column) {
      case Column.Numeric numeric -> !(numeric.min() < numeric.max()) && numeric.missing() == 0;
      case Column.Categorical categorical -> categorical.categories().size() <= 1;
      case Column.Ignored _ -> true;
    };
  }
}
