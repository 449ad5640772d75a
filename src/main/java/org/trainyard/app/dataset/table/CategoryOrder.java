package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Column;

/**
 * The categories of a column: in numeric order where all are whole numbers, else in lexicographic
 * order, so that the order of the rows does not matter. Texts that no row holds are left out, equal
 * ones become one.
 *
 * @param codes the index of each raw number among the categories; NaN for those left out
 */
@SuppressWarnings("ArrayRecordComponent") // shared with nobody
record CategoryOrder(List<Column.Category> categories, float[] codes) {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");

  static CategoryOrder of(List<String> texts, long[] counts) {
    boolean whole = texts.stream().allMatch(text -> WHOLE.matcher(text).matches());
    Comparator<Integer> byText = Comparator.comparing(texts::get);
    Comparator<Integer> byNumber = Comparator.comparingLong(i -> Long.parseLong(texts.get(i)));
    List<Integer> order =
        IntStream.range(0, texts.size())
            .filter(i -> i < counts.length && counts[i] > 0)
            .boxed()
            .sorted(whole ? byNumber.thenComparing(byText) : byText)
            .toList();
    float[] codes = new float[texts.size()];
    Arrays.fill(codes, Float.NaN);
    List<Column.Category> categories = new ArrayList<>();
    for (int i : order) {
      long before = 0;
      if (!categories.isEmpty() && categories.getLast().value().equals(texts.get(i))) {
        before = categories.removeLast().count();
      }
      codes[i] = categories.size();
      categories.add(new Column.Category(texts.get(i), before + counts[i]));
    }
    return new CategoryOrder(categories, codes);
  }
}
