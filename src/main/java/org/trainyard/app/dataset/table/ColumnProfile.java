package org.trainyard.app.dataset.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Column.Ignored.Reason;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * What is found out about one column. A column may pass from undecided to numbers or texts between
 * two batches, never back; all its values were missing before.
 */
final class ColumnProfile {

  private final RawColumn raw;
  private final int from;
  private final int width;
  private final NumberStatistics numbers;
  private long[] counts = new long[16]; // rows of each text
  private long rows;
  private long present; // rows of columns of texts that hold one that is kept
  private long unkept; // rows that hold another one

  ColumnProfile(RawColumn raw, int from, int columns) {
    this.raw = raw;
    this.from = from;
    this.width = raw.width();
    this.numbers = new NumberStatistics(columns);
  }

  /** Adds some rows; {@code present} is used meanwhile. */
  void add(RowBatch batch, PresentValues present) {
    rows += batch.rows();
    // The reader may be ahead and have decided already: all values of this batch are missing then.
    switch (raw.kind()) {
      case NUMBERS -> addNumbers(batch, present);
      case TEXTS -> addTexts(batch);
      case UNDECIDED, LEFT_OUT -> {}
    }
  }

  private void addNumbers(RowBatch batch, PresentValues present) {
    if (width == 1) {
      present.take(batch.values(), from, batch.width(), batch.rows());
      numbers.add(present);
      return;
    }
    for (int row = 0; row < batch.rows(); row++) {
      present.take(batch.values(), row * batch.width() + from, 1, width);
      numbers.add(present);
    }
  }

  private void addTexts(RowBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      float code = batch.values()[row * batch.width() + from];
      if (code == TextDictionary.UNKEPT) {
        unkept++;
      } else if (!Float.isNaN(code)) {
        if (code >= counts.length) {
          counts = Arrays.copyOf(counts, Math.max(2 * counts.length, (int) code + 1));
        }
        counts[(int) code]++;
        present++;
      }
    }
  }

  /** The column as it will be stored. */
  ReadColumn settled(DatasetProperties limits) {
    return switch (raw.kind()) {
      case NUMBERS -> numbers();
      case TEXTS -> texts(limits);
      case UNDECIDED -> empty();
      case LEFT_OUT -> ignored(Reason.ASKED, null);
    };
  }

  private ReadColumn numbers() {
    if (numbers.isEmpty()) {
      return empty();
    }
    // Rows that passed while the column was undecided have no value.
    Column.Numeric column = numbers.column(raw.name(), raw.shape(), rows * width);
    boolean id = raw.declared() == null && RowIds.areIn(column, rows);
    return id
        ? ignored(
            Reason.ID,
            new Column.Counts(column.missing(), column.distinct(), column.distinctError()))
        : new ReadColumn(column, raw.nameInFile(), width, null);
  }

  private ReadColumn texts(DatasetProperties limits) {
    TextDictionary texts = raw.texts();
    if (texts.isOverflown() && raw.declared() == ColumnType.CATEGORICAL) {
      throw Problem.of(
              ProblemType.VALUE_OUT_OF_RANGE,
              "Column '%s' has more than %d different texts, or very long ones: too many for a categorical column."
                  .formatted(Echo.of(raw.name()), limits.maxCategories()))
          .with("column", raw.name())
          .with("limit", limits.maxCategories())
          .hint("Say type 'ignore' for it, or raise trainyard.datasets.max-categories.")
          .toException();
    }
    if (texts.texts().isEmpty()) {
      return texts.isOverflown() ? ignored(Reason.TOO_MANY_CATEGORIES, counts(texts)) : empty();
    }
    CategoryOrder order =
        CategoryOrder.of(
            texts.texts().stream().map(text -> raw.categories().getOrDefault(text, text)).toList(),
            counts);
    // A reader may know more texts than the rows hold, such as all labels that a byte can be.
    List<String> seen = order.categories().stream().map(Column.Category::value).toList();
    Optional<Reason> reason =
        raw.declared() == null ? TextContent.reasonToIgnore(seen, present) : Optional.empty();
    if (reason.isPresent()) {
      return ignored(reason.get(), counts(texts));
    }
    if (texts.isOverflown()) {
      return ignored(Reason.TOO_MANY_CATEGORIES, counts(texts));
    }
    return new ReadColumn(
        new Column.Categorical(raw.name(), rows - present, order.categories()),
        raw.nameInFile(),
        1,
        order.codes());
  }

  private Column.Counts counts(TextDictionary texts) {
    return new Column.Counts(rows - present - unkept, texts.distinct(), texts.distinctError());
  }

  private ReadColumn empty() {
    return ignored(Reason.EMPTY, new Column.Counts(rows, 0, 0));
  }

  private ReadColumn ignored(Reason reason, Column.@Nullable Counts counts) {
    return new ReadColumn(
        new Column.Ignored(raw.name(), reason, counts), raw.nameInFile(), width, null);
  }
}
