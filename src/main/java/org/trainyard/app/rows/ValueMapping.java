package org.trainyard.app.rows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.model.ModelInput;

/**
 * How the stored values of one column become the values that a model knows. Two data sets number
 * the same categories differently; a model has one numbering. Immutable.
 */
sealed interface ValueMapping {

  /** How many values a row has of the column. */
  int width();

  /** Copies the column's values of one row. */
  void map(float[] stored, int from, float[] mapped, int to);

  /** Of a column that the model reads. */
  static ValueMapping ofFeature(ReadColumns.Feature feature, Column column) {
    return switch (column) {
      case Column.Numeric numeric -> new Numbers(numeric.width());
      case Column.Categorical categorical -> new Categories(categorical, feature.categories());
      case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
    };
  }

  /**
   * Of a column that the model predicts.
   *
   * @param classes empty for a regression
   */
  static ValueMapping ofTarget(List<String> classes, Column column) {
    return switch (column) {
      case Column.Numeric numeric when classes.isEmpty() -> new Numbers(numeric.width());
      case Column.Numeric _ -> new NumberedClasses(classes);
      case Column.Categorical categorical -> new Categories(categorical, classes);
      case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
    };
  }

  /** Numbers stay as they are. */
  record Numbers(int width) implements ValueMapping {

    @Override
    public void map(float[] stored, int from, float[] mapped, int to) {
      System.arraycopy(stored, from, mapped, to, width);
    }
  }

  /** Categories get the model's numbers; one that the model lacks is {@link ModelInput#UNSEEN}. */
  final class Categories implements ValueMapping {

    private final float[] indices; // stored index -> the model's index

    Categories(Column.Categorical column, List<String> known) {
      Map<String, Integer> numbers = HashMap.newHashMap(known.size());
      known.forEach(text -> numbers.put(text, numbers.size()));
      indices = new float[column.categories().size()];
      for (int i = 0; i < indices.length; i++) {
        Integer number = numbers.get(column.categories().get(i).value());
        indices[i] = number == null ? ModelInput.UNSEEN : number;
      }
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void map(float[] stored, int from, float[] mapped, int to) {
      float index = stored[from];
      mapped[to] = Float.isNaN(index) ? Float.NaN : indices[(int) index];
    }
  }

  /** Whole numbers that name classes become the index of the class. */
  final class NumberedClasses implements ValueMapping {

    private final float[] numbers; // ascending
    private final int[] classes; // of each number; texts have another order, such as 1, 10, 2

    NumberedClasses(List<String> labels) {
      numbers = new float[labels.size()];
      classes = new int[labels.size()];
      List<Integer> order =
          IntStream.range(0, labels.size())
              .boxed()
              .sorted(Comparator.comparingDouble(index -> Float.parseFloat(labels.get(index))))
              .toList();
      for (int i = 0; i < numbers.length; i++) {
        classes[i] = order.get(i);
        numbers[i] = Float.parseFloat(labels.get(classes[i]));
      }
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void map(float[] stored, int from, float[] mapped, int to) {
      int place = Arrays.binarySearch(numbers, stored[from]);
      mapped[to] = place < 0 ? ModelInput.UNSEEN : classes[place];
    }
  }
}
