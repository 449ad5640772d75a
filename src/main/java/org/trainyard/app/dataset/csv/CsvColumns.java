package org.trainyard.app.dataset.csv;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** The names of the columns of a file, from its first row and from what the client says. */
final class CsvColumns {

  private static final int LONGEST = 200;
  private static final ColumnChoice NONE = new ColumnChoice(null, null);

  private final Map<String, ColumnChoice> choices;

  CsvColumns(Map<String, ColumnChoice> choices) {
    this.choices = choices;
  }

  /**
   * A column.
   *
   * @param type null: to be told from its values
   */
  record Named(String name, @Nullable ColumnType type) {}

  /** The columns of a file whose first row is this. */
  List<Named> of(CsvRow first, UploadOptions.Header header) {
    List<String> inFile =
        IntStream.range(0, first.size())
            .mapToObj(i ->
                header == UploadOptions.Header.NAMES
                    ? Normalizer.normalize(first.fields().get(i).text(), Normalizer.Form.NFC)
                    : "column" + (i + 1))
            .toList();
    refuse(unusable(inFile));
    refuse(unknown(inFile));
    List<Named> columns =
        inFile.stream().map(name -> named(name, choices.getOrDefault(name, NONE))).toList();
    refuse(unusable(columns.stream().map(Named::name).toList()));
    refuse(repeated(columns));
    return columns;
  }

  private static Named named(String inFile, ColumnChoice choice) {
    String name =
        choice.name() == null
            ? inFile
            : Normalizer.normalize(choice.name(), Normalizer.Form.NFC).strip();
    return new Named(name, choice.type());
  }

  private static List<Problem> unusable(List<String> names) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()
          || name.length() > LONGEST
          || name.chars().anyMatch(Character::isISOControl)) {
        problems.add(
            Problem.of(
                    ProblemType.BAD_COLUMN_NAME,
                    "The name of column %d, '%s', is empty, longer than %d characters or holds control characters."
                        .formatted(i + 1, Echo.of(name), LONGEST))
                .with("position", i + 1)
                .hint("Rename it, or pass header=false if the first line is data."));
      }
    }
    return problems;
  }

  private static List<Problem> repeated(List<Named> columns) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      Integer before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i + 1);
      if (before != null) {
        problems.add(
            Problem.of(
                    ProblemType.DUPLICATE_COLUMNS,
                    "The columns %d and %d have the same name '%s', but for case."
                        .formatted(before, i + 1, Echo.of(name)))
                .with("position", i + 1)
                .hint("Rename one, or pass header=false if the first line is data."));
      }
    }
    return problems;
  }

  private List<Problem> unknown(List<String> names) {
    return choices.keySet().stream()
        .filter(name -> !names.contains(name))
        .map(name ->
            Problem.of(
                    ProblemType.UNKNOWN_FIELD,
                    "The option 'columns' names '%s', which is no column of the file.%s"
                        .formatted(
                            Echo.of(name),
                            NearestName.of(name, names)
                                .map(" Did you mean '%s'?"::formatted)
                                .orElse("")))
                .field("/columns/" + name.replace("~", "~0").replace("/", "~1"))
                .allowed(names.stream().limit(100).toList()))
        .toList();
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
