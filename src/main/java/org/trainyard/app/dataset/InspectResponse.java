package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadedTable.Contents;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/**
 * What an upload would become. The whole of it may be sent back, changed or not, as the part {@code
 * options} of an upload; what is found, not chosen, is passed over there.
 *
 * @param header absent where the format has no header
 * @param columns by their names in the file
 * @param firstRows as they would be stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InspectResponse(
    String format,
    @Nullable String separator,
    @Nullable Boolean header,
    @Nullable String decimal,
    @Nullable Collection<String> missing,
    Map<String, Choice> columns,
    long rows,
    List<Map<String, @Nullable Object>> firstRows,
    List<DatasetResponse.ColumnResponse> statistics,
    List<Dataset.Warning> warnings) {

  /**
   * What was chosen for a column.
   *
   * @param name under which it would be stored
   * @param categories new names of texts, as they were said
   * @param reason why it would be left out; not taken back
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Choice(
      ColumnType type,
      String name,
      @Nullable Map<String, String> categories,
      @Nullable String reason) {}

  /**
   * An answer.
   *
   * @param options those that mean something to the format
   */
  static InspectResponse of(Set<String> options, UploadOptions told, Contents contents) {
    List<Column> described = contents.described();
    return new InspectResponse(
        told.requireFormat().label(),
        told.separator() == null ? null : String.valueOf(told.separator()),
        told.header() == null ? null : told.header() == UploadOptions.Header.NAMES,
        options.contains("decimal") ? String.valueOf(told.decimal().sign()) : null,
        options.contains("missing") ? told.missing() : null,
        choices(told, contents),
        contents.rows(),
        firstRows(contents),
        described.stream().map(DatasetResponse.ColumnResponse::of).toList(),
        warnings(contents));
  }

  private static List<Dataset.Warning> warnings(Contents contents) {
    List<Dataset.Warning> warnings = new ArrayList<>(contents.warnings());
    if (!contents.isStorable()) {
      warnings.add(
          new Dataset.Warning(
              "ignored",
              "No column is left to store, so an upload with these options is refused; give at least one of them a type in the option columns.",
              ""));
    }
    return warnings;
  }

  private static Map<String, Choice> choices(UploadOptions told, Contents contents) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (ReadColumn read : contents.columns()) {
      choices.put(
          read.nameInFile(),
          switch (read.column()) {
            case Column.Numeric column -> new Choice(ColumnType.NUMERIC, column.name(), null, null);
            case Column.Categorical column ->
                new Choice(
                    ColumnType.CATEGORICAL, column.name(), newNames(told, read.nameInFile()), null);
            case Column.Ignored(String name, var reason, _) ->
                new Choice(ColumnType.IGNORE, name, null, reason.description());
          });
    }
    return choices;
  }

  private static @Nullable Map<String, String> newNames(UploadOptions told, String nameInFile) {
    UploadOptions.ColumnChoice said = told.columns().get(nameInFile);
    return said == null ? null : said.categories();
  }

  private static List<Map<String, @Nullable Object>> firstRows(Contents contents) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (float[] raw : contents.firstRows()) {
      rows.add(RowsView.item(contents.described(), stored(contents.columns(), raw)));
    }
    return rows;
  }

  private static float[] stored(List<ReadColumn> columns, float[] raw) {
    float[] values = new float[columns.stream().mapToInt(read -> read.column().width()).sum()];
    int from = 0;
    int to = 0;
    for (ReadColumn read : columns) {
      for (int i = 0; i < read.column().width(); i++) {
        values[to++] = read.stored(raw[from + i]);
      }
      from += read.rawWidth();
    }
    return values;
  }
}
