package org.trainyard.published;

import java.io.PrintStream;
import java.util.Locale;

/** A table in Markdown, printed row by row as the results come in. */
final class ResultTable {

  private final PrintStream out;

  ResultTable(PrintStream out) {
    this.out = out;
    row("recipe", "what", "seeds", "mean", "min", "max", "reference", "accepted", "source", "inside", "s");
    row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
  }

  void add(Recipe recipe, Outcomes ours, double seconds) {
    Reference reference = recipe.reference();
    int digits = Math.max(2, reference.value().scale());
    row(
        recipe.name(),
        recipe.about(),
        Integer.toString(ours.seeds()),
        number(ours.mean(), digits),
        number(ours.min(), digits),
        number(ours.max(), digits),
        reference.value().toPlainString(),
        interval(reference.accepted(ours), digits),
        recipe.published().isEmpty() ? "–" : recipe.published(),
        reference.isMet(ours) ? "yes" : "NO",
        number(seconds, 1));
  }

  private static String interval(Interval accepted, int digits) {
    return Double.isInfinite(accepted.high())
        ? "every seed above " + number(accepted.low(), digits)
        : number(accepted.low(), digits) + " – " + number(accepted.high(), digits);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
    out.flush();
  }
}
