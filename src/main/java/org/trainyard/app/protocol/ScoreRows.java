package org.trainyard.app.protocol;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.model.Scores;

/** Scores as nested lists, a list for each row. */
public final class ScoreRows {

  private ScoreRows() {}

  public static List<List<Float>> of(Scores scores) {
    List<List<Float>> rows = new ArrayList<>(scores.rows());
    for (int row = 0; row < scores.rows(); row++) {
      List<Float> columns = new ArrayList<>(scores.columns());
      for (int column = 0; column < scores.columns(); column++) {
        columns.add(scores.get(row, column));
      }
      rows.add(columns);
    }
    return rows;
  }
}
