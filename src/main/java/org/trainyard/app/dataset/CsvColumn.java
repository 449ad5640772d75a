package org.trainyard.app.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the first pass over a CSV file finds out about a column. */
final class CsvColumn {

  private final String name;
  private final int maxCategories;
  private final Map<String, Long> texts = new HashMap<>();
  private final ColumnProfile profile = new ColumnProfile();
  private boolean numeric = true;
  private boolean tooMany;
  private long missing;

  CsvColumn(String name, int maxCategories) {
    this.name = name;
    this.maxCategories = maxCategories;
  }

  String name() {
    return name;
  }

  /** Counts one field. */
  void add(String field) {
    if (CsvNumber.isMissing(field)) {
      missing++;
      profile.add(Float.NaN);
      return;
    }
    if (numeric) {
      numeric = CsvNumber.isNumber(field);
      if (numeric) {
        profile.add(CsvNumber.parse(field));
      }
    }
    if (!tooMany) {
      texts.merge(field, 1L, Long::sum);
      if (texts.size() > maxCategories) {
        tooMany = true;
        texts.clear();
      }
    }
  }

  /** The type that fits all fields. */
  Column column(long rows) {
    if (missing == rows || (!numeric && tooMany)) {
      return new Column.Ignored(name);
    }
    return numeric
        ? profile.column(name, List.of())
        : new Column.Categorical(name, missing, categories());
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
