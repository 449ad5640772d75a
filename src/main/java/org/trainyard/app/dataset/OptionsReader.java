package org.trainyard.app.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.RawQuery;
import org.trainyard.app.web.StrictJson;

/**
 * Gathers the options of one upload from the query, from the fields of a form and from the JSON of
 * its part {@code options}; each may be given once.
 */
final class OptionsReader {

  private static final List<String> NAMES =
      List.of("name", "format", "separator", "header", "missing", "decimal", "columns", "sha256");

  private final StrictJson json;
  private final OptionsDraft draft = new OptionsDraft();

  OptionsReader(StrictJson json) {
    this.json = json;
  }

  /**
   * The JSON of the part {@code options}; what is absent is told from the bytes. The members behind
   * {@code sha256} stand in an answer of {@code inspect}, which may be sent back as it is; they
   * choose nothing.
   */
  record Document(
      @Nullable String name,
      @Nullable String format,
      @Nullable String separator,
      @Nullable Boolean header,
      @Nullable List<String> missing,
      @Nullable String decimal,
      @Nullable Map<String, ColumnChoice> columns,
      @Nullable String sha256,
      @Nullable Object rows,
      @Nullable Object firstRows,
      @Nullable Object statistics,
      @Nullable Object warnings) {}

  /** Reads the query of a request, which the container must not parse for it would eat the body. */
  void query(@Nullable String query) {
    RawQuery.parse(query)
        .forEach((name, values) -> {
          requireKnown(name);
          values.forEach(value -> text(name, value));
        });
  }

  /** Reads a field of a form. */
  void field(String name, String value) {
    requireKnown(name);
    text(name, value);
  }

  /** Reads the part {@code options} of a form. */
  void document(byte[] part) {
    Document document =
        at(problem -> problem.with("part", "options"), () -> json.read(part, Document.class));
    set("name", document.name(), draft::name);
    set("format", document.format(), draft::format);
    set("separator", document.separator(), draft::separator);
    set("header", document.header(), draft::header);
    set("missing", document.missing(), draft::missing);
    set("decimal", document.decimal(), draft::decimal);
    set("columns", document.columns(), draft::columns);
    set("sha256", document.sha256(), draft::sha256);
  }

  /** What was given, with defaults for the rest. */
  UploadOptions options() {
    return draft.options();
  }

  /** What the client declares of the bytes of the file; null: nothing. */
  @Nullable String sha256() {
    return draft.sha256();
  }

  /** The names of the options that were given. */
  List<String> given() {
    return draft.given();
  }

  private void text(String name, String value) {
    at(
        problem -> problem.with("parameter", name),
        () -> {
          switch (name) {
            case "name" -> draft.name(value);
            case "format" -> draft.format(value);
            case "separator" -> draft.separator(value);
            case "header" -> draft.header(OptionsDraft.flag(value));
            case "missing" -> draft.missing(words(value));
            case "decimal" -> draft.decimal(value);
            case "columns" ->
                draft.columns(
                    json.read(value.getBytes(StandardCharsets.UTF_8), ColumnChoices.class)
                        .choices());
            case "sha256" -> draft.sha256(value);
            default -> throw new IllegalArgumentException(name);
          }
          return name;
        });
  }

  private <T> void set(String name, @Nullable T value, Consumer<T> setter) {
    if (value != null) {
      at(
          problem ->
              (problem.members().containsKey("field") ? problem : problem.field("/" + name))
                  .with("part", "options"),
          () -> {
            setter.accept(value);
            return value;
          });
    }
  }

  private static List<String> words(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  private static void requireKnown(String name) {
    if (!NAMES.contains(name)) {
      String meant = NearestName.of(name, NAMES).map(" Did you mean '%s'?"::formatted).orElse("");
      throw Problem.of(
              ProblemType.UNKNOWN_FIELD,
              "The parameter '%s' is not known here.%s".formatted(Echo.of(name), meant))
          .with("parameter", Echo.of(name))
          .allowed(NAMES)
          .toException();
    }
  }

  /** Does something and says of its problems where they are. */
  private static <T> T at(UnaryOperator<Problem> place, Supplier<T> action) {
    try {
      return action.get();
    } catch (ProblemException e) {
      List<Problem> placed = new ArrayList<>();
      e.problems().forEach(problem -> placed.add(place.apply(problem)));
      ProblemException located = new ProblemException(placed);
      located.initCause(e);
      throw located;
    }
  }
}
