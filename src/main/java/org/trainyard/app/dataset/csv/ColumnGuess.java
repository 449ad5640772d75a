package org.trainyard.app.dataset.csv;

import java.util.HashSet;
import java.util.Set;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.text.Notation;

/**
 * Tells from a sample whether a column is one of numbers.
 *
 * <p>The rule: it is if most of its values read as numbers and the others are few (at most {@value
 * #FEW_WORDS} different ones, or less than a tenth of the values). Then every other value is a
 * problem, never a category. Every other column is one of texts.
 */
final class ColumnGuess {

  static final int FEW_WORDS = 10;

  private final Notation notation;
  private final Set<String> differentWords = new HashSet<>();
  private long numbers; // as people read them, not only we
  private long words;

  ColumnGuess(Notation notation) {
    this.notation = notation;
  }

  void add(CsvField field) {
    if (field.isMissing(notation)) {
      return;
    }
    if (notation.readsAsNumber(field.text())) {
      numbers++;
      return;
    }
    words++;
    if (differentWords.size() <= FEW_WORDS) {
      differentWords.add(field.text());
    }
  }

  Kind kind() {
    if (numbers + words == 0) {
      return Kind.UNDECIDED;
    }
    boolean few = differentWords.size() <= FEW_WORDS || 10 * words < numbers + words;
    return numbers > words && few ? Kind.NUMBERS : Kind.TEXTS;
  }
}
