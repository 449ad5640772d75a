package org.trainyard.app.dataset.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trainyard.app.dataset.Column;

/** Counts the different texts of a column, in the second pass. */
final class CategoryCount {

  private static final long MAX_CHARACTERS = 1 << 20; // of all texts of a column together

  private final String name;
  private final int maxCategories;
  private final Map<String, Long> texts = new HashMap<>();
  private long missing;
  private long characters;
  private boolean tooMany;

  CategoryCount(String name, int maxCategories) {
    this.name = name;
    this.maxCategories = maxCategories;
  }

  void add(CsvField field, CsvNotation notation) {
    if (notation.isMissing(field)) {
      missing++;
    } else if (!tooMany && texts.merge(field.text(), 1L, Long::sum) == 1) {
      characters += field.text().length();
      tooMany = texts.size() > maxCategories || characters > MAX_CHARACTERS;
      if (tooMany) {
        texts.clear();
      }
    }
  }

  /** How much is remembered: texts, for a limit over all columns. */
  int size() {
    return texts.size();
  }

  /** The column; nothing if its texts are too many or too long to be categories. */
  Optional<Column> column() {
    return tooMany
        ? Optional.empty()
        : Optional.of(new Column.Categorical(name, missing, categories()));
  }

  /**
   * In numeric order where all are whole numbers, else in lexicographic order: the order of the
   * rows does not matter.
   */
  private List<Column.Category> categories() {
    boolean whole = texts.keySet().stream().allMatch(text -> text.matches("-?[0-9]{1,15}"));
    Comparator<String> byNumber = Comparator.comparingLong(Long::parseLong);
    Comparator<String> byText = Comparator.naturalOrder();
    Map<String, Long> sorted = new TreeMap<>(whole ? byNumber.thenComparing(byText) : byText);
    sorted.putAll(texts);
    List<Column.Category> categories = new ArrayList<>();
    sorted.forEach((value, count) -> categories.add(new Column.Category(value, count)));
    return categories;
  }
}
