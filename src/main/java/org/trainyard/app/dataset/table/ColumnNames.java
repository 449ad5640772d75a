package org.trainyard.app.dataset.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** The names of the columns of a table, from its file and from what the client says. */
public final class ColumnNames {

  private static final int LONGEST = 200;
  private static final ColumnChoice NONE = new ColumnChoice(null, null);

  private final Map<String, ColumnChoice> choices;
  private final String advice;

  /**
   * Names by what a client says.
   *
   * @param advice what may be wrong where a name is not usable, as a sentence of a hint
   */
  public ColumnNames(Map<String, ColumnChoice> choices, String advice) {
    this.choices = choices;
    this.advice = advice;
  }

  /**
   * A column.
   *
   * @param type null: to be told from its values
   * @param categories new names of texts, by the text in the file
   */
  public record Named(
      String name, String nameInFile, @Nullable ColumnType type, Map<String, String> categories) {}

  /**
   * The columns of a table whose file has these names for them.
   *
   * @throws ProblemException if a name is not usable, or if the client names a column that is not
   *     there
   */
  public List<Named> of(List<String> namesInFile) {
    List<String> inFile =
        namesInFile.stream().map(name -> Normalizer.normalize(name, Normalizer.Form.NFC)).toList();
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
    Map<String, String> categories = choice.categories();
    return categories == null
        ? new Named(name, inFile, choice.type(), Map.of())
        : new Named(
            name,
            inFile,
            choice.type() == null ? ColumnType.CATEGORICAL : choice.type(),
            Map.copyOf(categories));
  }

  private List<Problem> unusable(List<String> names) {
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
                .hint("Rename it" + advice));
      }
    }
    return problems;
  }

  private List<Problem> repeated(List<Named> columns) {
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
                .hint("Rename one" + advice));
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
                .field("/columns/" + JsonPointer.token(name))
                .allowed(names.stream().limit(100).toList()))
        .toList();
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
