package org.trainyard.app.job.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.job.specification.PreprocessingSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.rows.Presence;
import org.trainyard.app.rows.ReadColumns;
import org.trainyard.app.rows.RowDivision;
import org.trainyard.app.rows.RowReader;
import org.trainyard.app.rows.SplitRule;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.data.Split;

/**
 * Looks at the rows of a data set before a training on them is accepted: how many each part has,
 * whether every class can be learned, and what inputs the training rows make.
 */
final class RowInspection {

  private final DatasetCatalog catalog;
  private final Dataset dataset;
  private final ColumnChoice columns;
  private final Problems problems;

  RowInspection(DatasetCatalog catalog, Dataset dataset, ColumnChoice columns, Problems problems) {
    this.catalog = catalog;
    this.dataset = dataset;
    this.columns = columns;
    this.problems = problems;
  }

  /**
   * What was found.
   *
   * @param drawn rows of each part of the data set itself
   * @param unseen classes that no row of the drawn validation shows; none without validation
   */
  record Found(ResolvedSpecification.Rows drawn, InputLayout inputs, List<String> unseen) {

    /** The whole split, with the data sets that the client gives for a part. */
    ResolvedSpecification.Split split(
        SplitRule rule, @Nullable Dataset validation, @Nullable Dataset test) {
      return new ResolvedSpecification.Split(
          rule.validation(),
          rule.test(),
          rule.stratified(),
          rule.column(),
          validation == null ? null : validation.id(),
          test == null ? null : test.id(),
          new ResolvedSpecification.Rows(
              drawn.training(),
              validation == null ? drawn.validation() : validation.rows(),
              test == null ? drawn.test() : test.rows()));
    }
  }

  /** Divides the rows as the training will; what is wrong is in the collected problems. */
  Found find(SplitRule rule, PreprocessingSpecification preprocessing) {
    ReadColumns read = columns.names(dataset);
    try (StoredRows rows = catalog.open(dataset)) {
      RowDivision division = new RowDivision(read, dataset, rows);
      Split split = division.divide(rule);
      int[] training = split.training();
      ResolvedSpecification.Rows drawn =
          new ResolvedSpecification.Rows(
              training.length, split.validation().length, split.test().length);
      checkParts(rule, drawn);
      if (columns.task() == Task.CLASSIFICATION && training.length > 0) {
        checkClasses(division.classCounts(training));
      }
      Presence presence = new Presence(read, dataset);
      if (needsPresence(preprocessing)) {
        look(RowReader.of(read, dataset, rows), training, presence);
      }
      return new Found(
          drawn, layout(presence, preprocessing), unseen(division, split.validation()));
    }
  }

  private void checkParts(SplitRule rule, ResolvedSpecification.Rows rows) {
    boolean enough =
        rows.training() >= 1
            && (rule.validation() == 0 || rows.validation() >= 1)
            && (rule.test() == 0 || rows.test() >= 1);
    if (!enough) {
      problems.add(
          Problem.of(
                  ProblemType.TOO_FEW_ROWS,
                  "%d rows are too few for this split: %d for training, %d for validation, %d for test. Send more rows, or set split.validation to 0."
                      .formatted(dataset.rows(), rows.training(), rows.validation(), rows.test()))
              .field("/split"));
    }
  }

  private void checkClasses(long[] training) {
    List<String> absent =
        IntStream.range(0, training.length)
            .filter(label -> training[label] == 0)
            .mapToObj(columns.classes()::get)
            .map(label -> "'%s' (%d)".formatted(Echo.of(label.value()), label.count()))
            .limit(20)
            .toList();
    if (!absent.isEmpty()) {
      problems.add(
          Problem.of(
                  ProblemType.CLASS_COUNT,
                  "All rows of these classes are held out, so that no training row shows them: %s. Divide the rows otherwise, by split.stratified, split.column or training.seed, or leave these rows out."
                      .formatted(String.join(", ", absent)))
              .field("/split"));
    }
  }

  private List<String> unseen(RowDivision division, int[] validation) {
    if (columns.task() != Task.CLASSIFICATION || validation.length == 0) {
      return List.of();
    }
    long[] counts = division.classCounts(validation);
    return IntStream.range(0, counts.length)
        .filter(label -> counts[label] == 0)
        .mapToObj(label -> columns.classes().get(label).value())
        .toList();
  }

  private boolean needsPresence(PreprocessingSpecification preprocessing) {
    return columns.features().stream()
        .anyMatch(column ->
            switch (column) {
              case Column.Categorical _ -> true;
              case Column.Numeric numeric ->
                  preprocessing.missingIndicator() && numeric.missing() > 0;
              case Column.Ignored _ -> false;
            });
  }

  private static void look(RowReader reader, int[] rows, Presence presence) {
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    for (int row : rows) {
      reader.read(row, scratch, values);
      presence.add(values);
    }
  }

  private InputLayout layout(Presence presence, PreprocessingSpecification preprocessing) {
    List<InputLayout.Input> inputs = new ArrayList<>();
    for (int i = 0; i < columns.features().size(); i++) {
      List<Integer> indicators = preprocessing.missingIndicator() ? presence.missing(i) : List.of();
      inputs.add(
          new InputLayout.Input(columns.features().get(i), presence.categories(i), indicators));
    }
    return new InputLayout(inputs);
  }
}
