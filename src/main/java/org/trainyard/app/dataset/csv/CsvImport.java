package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.ColumnProfile;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.Storage;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * Finds out what a CSV file holds: one pass tells the columns of numbers from those of texts, and a
 * second one, if there are texts, counts them. Memory grows with the columns alone.
 */
final class CsvImport {

  private static final int MAX_RAGGED = 20;
  private static final int MAX_TEXTS = 500_000; // different texts of all columns together

  private final CsvFile file;
  private final UploadOptions.Header header;
  private final CsvNotation notation;
  private final Map<String, ColumnChoice> choices;
  private final DatasetProperties limits;
  private final List<ColumnScan> scans = new ArrayList<>();
  private final List<Map<String, Object>> ragged = new ArrayList<>();
  private final List<String> namesLikeData = new ArrayList<>();
  private long rows;

  CsvImport(
      CsvFile file,
      UploadOptions.Header header,
      CsvNotation notation,
      Map<String, ColumnChoice> choices,
      DatasetProperties limits) {
    this.file = file;
    this.header = header;
    this.notation = notation;
    this.choices = choices;
    this.limits = limits;
  }

  CsvTable read() throws IOException {
    file.read(this::scan);
    requireRows();
    requireEven();
    requireNumbers();
    CsvWarnings warnings = new CsvWarnings(file.separator());
    warnings.addHeader(namesLikeData);
    List<Column> columns = columns(warnings);
    return new CsvTable(file, header, notation, rows, columns, warnings.of(columns));
  }

  private CsvFile.Next scan(CsvRow row) {
    if (scans.isEmpty()) {
      begin(row);
      if (header == UploadOptions.Header.NAMES) {
        return CsvFile.Next.CONTINUE;
      }
    }
    CsvRow trimmed = file.trimmedTo(row, scans.size());
    if (trimmed.size() != scans.size()) {
      ragged.add(Map.of("line", row.line(), "expected", scans.size(), "actual", trimmed.size()));
      return ragged.size() < MAX_RAGGED ? CsvFile.Next.CONTINUE : CsvFile.Next.STOP;
    }
    rows++;
    requireFew();
    for (int i = 0; i < scans.size(); i++) {
      scans.get(i).add(trimmed.fields().get(i), row.line(), rows);
    }
    return CsvFile.Next.CONTINUE;
  }

  private void begin(CsvRow first) {
    CsvRow trimmed = file.trimmedTo(first, 1);
    for (CsvColumns.Named column : new CsvColumns(choices).of(trimmed, header)) {
      scans.add(
          new ColumnScan(
              column.name(), column.type(), notation, new ColumnProfile(trimmed.size())));
    }
    if (header == UploadOptions.Header.NAMES) {
      HeaderGuess guess = new HeaderGuess(notation);
      trimmed.fields().stream()
          .filter(field -> !guess.isName(field))
          .forEach(field -> namesLikeData.add(field.text()));
    }
  }

  private void requireFew() {
    if (rows > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "The file has more than %d rows.".formatted(limits.maxRows()))
          .limit(limits.maxRows(), rows)
          .hint("Send fewer, or raise trainyard.datasets.max-rows.")
          .toException();
    }
  }

  private void requireEven() {
    if (!ragged.isEmpty()) {
      throw Problem.of(
              ProblemType.RAGGED_ROWS,
              "%s do not have %d fields, the first in line %s."
                  .formatted(
                      ragged.size() == MAX_RAGGED
                          ? "At least %d rows".formatted(MAX_RAGGED)
                          : "%d of the rows".formatted(ragged.size()),
                      scans.size(),
                      ragged.getFirst().get("line")))
          .with("rows", ragged)
          .hint(
              "The separator is taken to be '%s'; name another with separator=, and put quotes around fields that hold it."
                  .formatted(Echo.of(Character.toString(file.separator()))))
          .toException();
    }
  }

  private void requireRows() {
    if (scans.isEmpty()) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException();
    }
    if (rows == 0 && ragged.isEmpty()) {
      throw Problem.of(
              ProblemType.DATASET_HEADER_ONLY,
              "The file names %d columns and holds no row.".formatted(scans.size()))
          .hint("If the first line is data, pass header=false.")
          .toException();
    }
  }

  private void requireNumbers() {
    List<Problem> problems =
        scans.stream().map(ColumnScan::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private List<Column> columns(CsvWarnings warnings) throws IOException {
    Map<Integer, CategoryCount> counts = counted();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      ColumnScan scan = scans.get(i);
      warnings.add(scan);
      columns.add(
          switch (scan.content()) {
            case NUMBERS -> scan.profile().column(scan.name(), List.of(), Storage.FLOAT32);
            case TEXTS -> texts(scan, Objects.requireNonNull(counts.get(i)), warnings);
            case NOTHING -> new Column.Ignored(scan.name());
          });
    }
    return columns;
  }

  private Column texts(ColumnScan scan, CategoryCount count, CsvWarnings warnings) {
    Optional<Column> column = count.column();
    if (column.isEmpty() && scan.declared() == ColumnType.CATEGORICAL) {
      throw Problem.of(
              ProblemType.VALUE_OUT_OF_RANGE,
              "Column '%s' has more than %d different texts, or very long ones: too many for a categorical column."
                  .formatted(Echo.of(scan.name()), limits.maxCategories()))
          .with("column", scan.name())
          .with("limit", limits.maxCategories())
          .hint("Say type 'ignore' for it, or raise trainyard.datasets.max-categories.")
          .toException();
    }
    return column.orElseGet(() -> {
      warnings.addTooManyTexts(scan.name(), limits.maxCategories());
      return new Column.Ignored(scan.name());
    });
  }

  /** The second pass. */
  private Map<Integer, CategoryCount> counted() throws IOException {
    Map<Integer, CategoryCount> counts = new LinkedHashMap<>();
    for (int i = 0; i < scans.size(); i++) {
      if (scans.get(i).content() == ColumnScan.Content.TEXTS) {
        counts.put(i, new CategoryCount(scans.get(i).name(), limits.maxCategories()));
      }
    }
    if (!counts.isEmpty()) {
      CsvTable.readData(
          file,
          header,
          scans.size(),
          row -> {
            int texts = 0;
            for (Map.Entry<Integer, CategoryCount> count : counts.entrySet()) {
              count.getValue().add(row.fields().get(count.getKey()), notation);
              texts += count.getValue().size();
            }
            requireFewTexts(texts);
          });
    }
    return counts;
  }

  private static void requireFewTexts(int texts) {
    if (texts > MAX_TEXTS) {
      throw Problem.of(
              ProblemType.VALUE_OUT_OF_RANGE,
              "The columns of texts have more than %d different ones together."
                  .formatted(MAX_TEXTS))
          .with("limit", MAX_TEXTS)
          .hint("Say type 'ignore' for those that are not needed, in the option columns.")
          .toException();
    }
  }
}
