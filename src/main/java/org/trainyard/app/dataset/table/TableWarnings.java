package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Column.Ignored.Reason;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.web.Echo;

/**
 * Says what in a table is likely to spoil a training, before the first epoch, and what to do about
 * it. What depends on the target is judged by the {@link LikelyTarget}.
 */
final class TableWarnings {

  static final int LEAST_ROWS = 20; // fewer tell nothing about shares
  private static final double NEARLY_CONSTANT = 0.99;
  private static final double MANY_MISSING = 0.2;
  private static final int MANY_CATEGORIES = 100;
  private static final double REPEATED = 0.01;
  private static final double SCALES_APART = 1e4;
  private static final double WIDE_RANGE = 1e12;
  private static final int IMBALANCE = 10;

  private final long rows;
  private final Profile profile;
  private final List<SampledColumn> columns;
  private final List<Column> described;
  private final WarningList warnings = new WarningList();

  TableWarnings(long rows, List<Column> described, Profile profile, List<RawColumn> raw) {
    this.rows = rows;
    this.profile = profile;
    this.described = described;
    this.columns = SampledColumn.of(described, raw, profile.sample());
  }

  List<Dataset.Warning> all() {
    for (Column column : described) {
      if (column instanceof Column.Ignored(String name, Reason reason, _)) {
        addIgnored(name, reason);
      }
    }
    columns.forEach(this::addAlone);
    addDuplicates();
    if (rows >= LEAST_ROWS) {
      addRepeatedRows();
      addScales();
      LikelyTarget.among(columns).ifPresent(this::addTarget);
    }
    return warnings.all();
  }

  private void addIgnored(String name, Reason reason) {
    if (reason != Reason.ASKED) {
      String wayOut =
          reason == Reason.EMPTY
              ? " If it should have some, look at the file and at the option missing."
              : " If it is needed, give it a type in the option columns.";
      warnings.add(
          reason == Reason.EMPTY || reason == Reason.TOO_MANY_CATEGORIES
              ? "ignored"
              : reason == Reason.ID ? "id-like" : reason.label(),
          name,
          "The column was left out: %s.%s".formatted(reason.description(), wayOut));
    }
  }

  private void addAlone(SampledColumn column) {
    String name = column.column().name();
    if (column.isConstant()) {
      warnings.add(
          "constant",
          name,
          "The column has one and the same value in all rows, and tells nothing; leave it out of the features.");
      return;
    }
    if (rows < LEAST_ROWS) {
      return;
    }
    long missing = column.missing();
    if (missing > MANY_MISSING * rows) {
      warnings.add(
          "many-missing",
          name,
          "%d of %d values are missing; leave the column out of the features, or say in preprocessing.missing how to fill it."
              .formatted(missing, rows));
    }
    if (column.isScalar() && column.largestShare() > NEARLY_CONSTANT) {
      warnings.add(
          "nearly-constant",
          name,
          "Nearly all rows have one and the same value; leave the column out of the features, unless its rare values matter.");
    }
    switch (column.column()) {
      case Column.Categorical categorical when categorical.categories().size() > MANY_CATEGORIES ->
          warnings.add(
              "many-categories",
              name,
              "The column has %d different texts, and each becomes an input of the network; give rare ones a common name with 'categories' in the option columns, or leave the column out."
                  .formatted(categorical.categories().size()));
      case Column.Numeric numeric when RowIds.looksLikeIds(numeric, rows) && startsAtOne(numeric) ->
          warnings.add(
              "id-like",
              name,
              "The column counts the rows from %.0f; if it is a number of the row, leave it out."
                  .formatted(numeric.min()));
      case Column.Numeric numeric when isWide(numeric) ->
          warnings.add(
              "badly-scaled",
              name,
              "The values reach from %.3g to %.3g, and half of them are below %.3g; train on their logarithm."
                  .formatted(numeric.min(), numeric.max(), numeric.quantiles().median()));
      default -> {}
    }
  }

  private boolean startsAtOne(Column.Numeric numeric) {
    return (numeric.min() == 0 || numeric.min() == 1)
        && numeric.max() - numeric.min() == rows - 1
        && numeric.distinct() == rows;
  }

  /** Values of very different size in one column: no standardization helps the small ones. */
  private static boolean isWide(Column.Numeric numeric) {
    Column.Quantiles quantiles = numeric.quantiles();
    double middle =
        Math.max(
            Math.abs(quantiles.median()), Math.max(Math.abs(quantiles.q25()), quantiles.q75()));
    return middle > 0
        && Math.max(Math.abs(numeric.min()), Math.abs(numeric.max())) > WIDE_RANGE * middle;
  }

  private void addDuplicates() {
    for (int i = 1; i < columns.size(); i++) {
      SampledColumn later = columns.get(i);
      Optional<SampledColumn> same =
          columns.subList(0, i).stream().filter(earlier -> earlier.equalTo(later)).findFirst();
      if (same.isPresent() && !later.isConstant()) {
        warnings.add(
            "duplicate",
            later.column().name(),
            "The column holds the same as '%s'; leave one of them out."
                .formatted(Echo.of(same.get().column().name())));
      }
    }
  }

  private void addRepeatedRows() {
    RepeatedRows repeated = profile.repeated();
    if (repeated.repeated() > REPEATED * repeated.looked()) {
      warnings.add(
          "duplicate-rows",
          "",
          "%d of the first %d rows are equal to an earlier one, so that held-out rows may stand among the training rows; remove the copies, unless each is an observation of its own."
              .formatted(repeated.repeated(), repeated.looked()));
    }
  }

  private void addScales() {
    List<Column.Numeric> numeric = new ArrayList<>();
    for (SampledColumn column : columns) {
      if (column.column() instanceof Column.Numeric number && number.standardDeviation() > 0) {
        numeric.add(number);
      }
    }
    numeric.sort(Comparator.comparingDouble(Column.Numeric::standardDeviation));
    if (numeric.size() < 2) {
      return;
    }
    Column.Numeric small = numeric.getFirst();
    Column.Numeric large = numeric.getLast();
    if (large.standardDeviation() > SCALES_APART * small.standardDeviation()) {
      warnings.add(
          "badly-scaled",
          large.name(),
          "The columns have very different scales: the deviation of '%s' is %.3g, that of '%s' %.3g; keep preprocessing.numeric at 'standardize'."
              .formatted(
                  Echo.of(large.name()),
                  large.standardDeviation(),
                  Echo.of(small.name()),
                  small.standardDeviation()));
    }
  }

  private void addTarget(SampledColumn target) {
    String name = target.column().name();
    if (target.isConstant()) {
      return;
    }
    if (target.isClasses() && target.column() instanceof Column.Categorical categorical) {
      addImbalance(name, categorical);
    }
    if (target.isGrouped()) {
      warnings.add(
          "sorted",
          name,
          "The rows are sorted by '%s'; if it is the target, keep training.shuffle on and let the rows to hold out be drawn at random."
              .formatted(Echo.of(name)));
    }
    Set<String> told = new HashSet<>();
    for (SampledColumn column : columns) {
      if (column != target && column.givesAway(target) && told.add(column.column().name())) {
        warnings.add(
            "leaking",
            column.column().name(),
            "'%s' alone tells '%s' in all %d rows looked at; if that is the target, leave the column out unless it will be known before the prediction."
                .formatted(
                    Echo.of(column.column().name()), Echo.of(name), profile.sample().size()));
      }
    }
  }

  private void addImbalance(String name, Column.Categorical target) {
    Column.Category rarest = extreme(target, Comparator.reverseOrder());
    Column.Category commonest = extreme(target, Comparator.naturalOrder());
    if (commonest.count() >= IMBALANCE * rarest.count()) {
      warnings.add(
          "imbalanced",
          name,
          "'%s' has %d rows and '%s' has %d; watch the balanced accuracy, and set training.classWeights to 'balanced'."
              .formatted(
                  Echo.of(commonest.value()),
                  commonest.count(),
                  Echo.of(rarest.value()),
                  rarest.count()));
    }
  }

  private static Column.Category extreme(Column.Categorical target, Comparator<Long> order) {
    return target.categories().stream()
        .max(Comparator.comparing(Column.Category::count, order))
        .orElseThrow();
  }
}
