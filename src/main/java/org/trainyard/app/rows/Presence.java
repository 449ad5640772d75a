package org.trainyard.app.rows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;

/**
 * Which categories some rows hold, and where their values are missing. What the other rows hold
 * makes no difference. Belongs to one thread.
 */
public final class Presence {

  private final List<Seen> features = new ArrayList<>();

  /** Nothing seen yet of the rows of that data set, which numbers the categories. */
  public Presence(ReadColumns columns, Dataset dataset) {
    int offset = 0;
    for (ReadColumns.Feature feature : columns.features()) {
      Column column = dataset.column(feature.name());
      features.add(Seen.of(column, offset, feature.categories()));
      offset += column.width();
    }
  }

  /** Looks at a row of a {@link RowReader} with the same columns. */
  public void add(float[] values) {
    for (Seen feature : features) {
      feature.add(values);
    }
  }

  /** The categories of a column of texts that were seen, in the order of the data set. */
  public List<String> categories(int feature) {
    Seen seen = features.get(feature);
    return seen.categories.stream().mapToObj(seen.known::get).toList();
  }

  /**
   * Which values of a column were missing in some row, from 0; of a column of texts there is one.
   */
  public List<Integer> missing(int feature) {
    return features.get(feature).missing.stream().boxed().toList();
  }

  /**
   * A column.
   *
   * @param from its first value in a row
   * @param to behind its last one; {@code from} where there is nothing to look at
   */
  private record Seen(int from, int to, List<String> known, BitSet categories, BitSet missing) {

    static Seen of(Column column, int offset, List<String> known) {
      boolean worthALook =
          switch (column) {
            case Column.Numeric numeric -> numeric.missing() > 0;
            case Column.Categorical _ -> true;
            case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
          };
      int to = worthALook ? offset + column.width() : offset;
      return new Seen(offset, to, known, new BitSet(), new BitSet());
    }

    void add(float[] values) {
      for (int i = from; i < to; i++) {
        if (Float.isNaN(values[i])) {
          missing.set(i - from);
        } else if (!known.isEmpty()) {
          categories.set((int) values[i]);
        }
      }
    }
  }
}
