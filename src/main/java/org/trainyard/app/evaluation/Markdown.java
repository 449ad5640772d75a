package org.trainyard.app.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Echo;

/** Builds a page of Markdown; what clients named is shown as text, whatever it holds. */
final class Markdown {

  private final StringBuilder page = new StringBuilder();

  Markdown heading(String text) {
    return line("## " + text).line("");
  }

  Markdown line(String text) {
    page.append(text).append('\n');
    return this;
  }

  Markdown paragraph(String text) {
    return line(text).line("");
  }

  Markdown table(List<String> head, List<List<String>> rows) {
    line(row(head)).line(row(head.stream().map(_ -> "---").toList()));
    rows.forEach(cells -> line(row(cells)));
    return line("");
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A name or a value of a client's, with every character of Markdown and HTML disarmed. */
  static String text(String any) {
    return Echo.of(any)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("[\\\\`*_{}\\[\\]#|~!]", "\\\\$0");
  }

  static String number(@Nullable Double value) {
    return value == null ? "undefined" : String.format(Locale.ROOT, "%.6g", value);
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
