package org.trainyard.app.job.resolution;

import java.util.List;
import org.trainyard.app.job.specification.SplitSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.rows.SplitRule;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Decides how rows are held out, as far as that does not need the rows themselves. */
final class SplitResolver {

  private static final double DEFAULT_VALIDATION = 0.2;

  private final SplitSpecification specification;
  private final ColumnChoice columns;
  private final Problems problems;

  SplitResolver(SplitSpecification specification, ColumnChoice columns, Problems problems) {
    this.specification = specification;
    this.columns = columns;
    this.problems = problems;
  }

  /** The rule; what is wrong with it is in the collected problems. */
  SplitRule rule(long seed) {
    SplitRule rule =
        new SplitRule(
            specification.column(),
            validation(),
            specification.test() == null ? 0 : specification.test(),
            specification.stratified() == null
                ? columns.task() == Task.CLASSIFICATION
                : specification.stratified(),
            seed);
    checkStratified(rule);
    checkClasses(rule);
    return rule;
  }

  private double validation() {
    if (specification.validation() != null) {
      return specification.validation();
    }
    boolean said = specification.column() != null || specification.validationDataset() != null;
    return said ? 0 : DEFAULT_VALIDATION;
  }

  private void checkStratified(SplitRule rule) {
    if (rule.stratified() && columns.task() == Task.REGRESSION) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/split/stratified",
          "A stratified split keeps the shares of classes, and a regression has none; leave it out.");
    }
  }

  private void checkClasses(SplitRule rule) {
    if (!rule.stratified() || rule.column() != null) {
      return;
    }
    int parts = 1 + (rule.validation() > 0 ? 1 : 0) + (rule.test() > 0 ? 1 : 0);
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
}
