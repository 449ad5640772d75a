package org.trainyard.app.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.rows.ReadColumns;
import org.trainyard.app.rows.RowReader;
import org.trainyard.app.web.ProblemException;

/** The rows of a data set that a model was found to fit; mapped until it is closed. */
record EvaluatedDataset(Dataset dataset, StoredRows stored, LabelledRows rows)
    implements AutoCloseable {

  private static final int MOST_UNKNOWN = 1000; // different numbers that are told apart

  /**
   * Opens a data set; the caller closes it.
   *
   * @throws ProblemException with all that does not fit
   */
  static EvaluatedDataset open(ModelDescription model, Dataset dataset, DatasetCatalog catalog) {
    ReadColumns columns = DatasetFit.columns(model, dataset);
    StoredRows stored = catalog.open(dataset);
    try {
      RowReader reader = RowReader.of(columns, dataset, stored);
      if (model.output() instanceof ModelOutput.Classification(String target, var labels, _)
          && dataset.column(target) instanceof Column.Numeric) {
        checkNumbers(dataset, target, labels, stored, reader);
      }
      return new EvaluatedDataset(dataset, stored, LabelledRows.all(reader, dataset.rows()));
    } catch (RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** Which numbers a column holds is known only when its rows are read. */
  private static void checkNumbers(
      Dataset dataset, String target, List<String> labels, StoredRows stored, RowReader reader) {
    int place = dataset.offsetOf(target);
    float[] scratch = new float[1];
    float[] label = new float[1];
    Map<Float, Long> unknown = new TreeMap<>();
    for (long row = 0; row < dataset.rows(); row++) {
      reader.readTargets(row, scratch, label);
      if (label[0] < 0) {
        float number = stored.value(row, place);
        if (unknown.size() < MOST_UNKNOWN || unknown.containsKey(number)) {
          unknown.merge(number, 1L, Long::sum);
        }
      }
    }
    if (!unknown.isEmpty()) {
      List<Column.Category> texts =
          unknown.entrySet().stream()
              .map(entry -> new Column.Category(text(entry.getKey()), entry.getValue()))
              .toList();
      throw DatasetFit.unknownLabels(dataset, target, texts, labels).toException();
    }
  }

  private static String text(float number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Float.toString(number);
  }

  @Override
  public void close() {
    stored.close();
  }
}
