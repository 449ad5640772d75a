package org.trainyard.app.dataset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.Decimal;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Options in the making: each is checked when it is set, and may be set once. */
final class OptionsDraft {

  private static final List<String> FORMATS =
      List.of("csv", "tsv", "json", "jsonl", "npy", "npz", "idx", "parquet");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int MAX_WORDS = 100;
  private static final int LONGEST_WORD = 100;

  private final List<String> given = new ArrayList<>();
  private String name = "data";
  private @Nullable DatasetFormat format;
  private @Nullable Character separator;
  private @Nullable Header header;
  private Set<String> missing = UploadOptions.MISSING;
  private Decimal decimal = Decimal.POINT;
  private Map<String, ColumnChoice> columns = Map.of();
  private @Nullable String sha256;
  private boolean tabs;

  List<String> given() {
    return List.copyOf(given);
  }

  UploadOptions options() {
    Character sign = tabs && separator == null ? Character.valueOf('\t') : separator;
    if (sign != null && sign == decimal.sign()) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The separator and the decimal sign are the same, '%s'.".formatted(sign))
          .with("parameter", "separator")
          .toException();
    }
    return new UploadOptions(name, format, sign, header, missing, decimal, columns);
  }

  void name(String value) {
    give("name");
    DatasetName.problem(value)
        .ifPresent(problem -> {
          throw problem.toException();
        });
    name = value;
  }

  void format(String value) {
    give("format");
    tabs = value.equals("tsv");
    format =
        switch (value) {
          case "csv", "tsv" -> DatasetFormat.CSV;
          case "json" -> DatasetFormat.JSON;
          case "jsonl", "ndjson" -> DatasetFormat.JSONL;
          case "npy" -> DatasetFormat.NPY;
          case "npz" -> DatasetFormat.NPZ;
          case "idx" -> DatasetFormat.IDX;
          case "parquet" -> DatasetFormat.PARQUET;
          default ->
              throw wrong("'format' is one of %s".formatted(String.join(", ", FORMATS)), value)
                  .allowed(FORMATS)
                  .toException();
        };
  }

  void separator(String value) {
    give("separator");
    String sign = value.equals("\\t") || value.equals("tab") ? "\t" : value;
    boolean fits =
        sign.length() == 1
            && !Character.isLetterOrDigit(sign.charAt(0))
            && !Character.isSurrogate(sign.charAt(0))
            && "\"\r\n.+-\0".indexOf(sign.charAt(0)) < 0;
    if (!fits) {
      throw wrong(
              "'separator' takes one character that is no letter, digit, quote, line end or part of a number, such as ',' or ';' or 'tab'",
              value)
          .toException();
    }
    separator = sign.charAt(0);
  }

  void header(boolean value) {
    give("header");
    header = value ? Header.NAMES : Header.DATA;
  }

  void missing(List<String> words) {
    give("missing");
    for (String word : words) {
      if (word == null || word.length() > LONGEST_WORD || words.size() > MAX_WORDS) {
        throw wrong(
                "'missing' takes at most %d words of at most %d characters"
                    .formatted(MAX_WORDS, LONGEST_WORD),
                String.valueOf(word))
            .toException();
      }
    }
    missing = new LinkedHashSet<>(words.stream().map(String::strip).toList());
  }

  void decimal(String value) {
    give("decimal");
    decimal =
        switch (value) {
          case "." -> Decimal.POINT;
          case "," -> Decimal.COMMA;
          default -> throw wrong("'decimal' is '.' or ','", value).toException();
        };
  }

  void columns(Map<String, ColumnChoice> value) {
    give("columns");
    value.forEach(OptionsDraft::requireNewNames);
    columns = value;
  }

  private static void requireNewNames(String column, @Nullable ColumnChoice choice) {
    if (choice == null || choice.categories() == null) {
      return;
    }
    if (choice.type() == UploadOptions.ColumnType.NUMERIC) {
      throw wrong("'categories' gives texts new names, and a numeric column has none", column)
          .toException();
    }
    for (String text : choice.categories().values()) {
      if (text == null || text.isBlank() || text.length() > LONGEST_WORD) {
        throw wrong(
                "A new name in 'categories' has 1 to %d characters".formatted(LONGEST_WORD),
                String.valueOf(text))
            .toException();
      }
    }
  }

  void sha256(String value) {
    give("sha256");
    if (!SHA256.matcher(value).matches()) {
      throw wrong("'sha256' takes 64 hexadecimal digits", value).toException();
    }
    sha256 = value.toLowerCase(Locale.ROOT);
  }

  @Nullable String sha256() {
    return sha256;
  }

  /** A flag written as text. */
  static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("'header' is true or false", value).toException();
    };
  }

  private void give(String option) {
    if (given.contains(option)) {
      throw Problem.of(
              ProblemType.DUPLICATE_FIELD,
              "The option '%s' is given twice; keep one.".formatted(option))
          .toException();
    }
    given.add(option);
  }

  private static Problem wrong(String wanted, String actual) {
    return Problem.of(ProblemType.WRONG_TYPE, "%s, got '%s'.".formatted(wanted, Echo.of(actual)));
  }
}
