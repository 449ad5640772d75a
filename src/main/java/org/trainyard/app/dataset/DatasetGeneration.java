package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** Makes and stores synthetic data sets. */
@Service
class DatasetGeneration {

  private final DatasetCatalog catalog;

  DatasetGeneration(DatasetCatalog catalog) {
    this.catalog = catalog;
  }

  Dataset generate(GenerateRequest request) {
    request.check();
    PlanePoints points = new PlanePoints(request);
    ColumnProfile x1 = new ColumnProfile();
    ColumnProfile x2 = new ColumnProfile();
    long[] counts = new long[(int) request.classes()];
    try (RowWriter writer =
        new RowWriter(
            catalog.folder(),
            List.of(
                RowWriter.Element.FLOAT32, RowWriter.Element.FLOAT32, RowWriter.Element.FLOAT32))) {
      for (long row = 0; row < request.samples(); row++) {
        PlanePoints.Point point = points.draw(row);
        float[] values = {(float) point.x1(), (float) point.x2(), point.label()};
        x1.add(values[0]);
        x2.add(values[1]);
        counts[point.label()]++;
        writer.write(values);
      }
      RowWriter.Stored stored = writer.publish();
      List<Column> columns =
          List.of(x1.column("x1", List.of()), x2.column("x2", List.of()), label(counts));
      return catalog.add(
          request.name(), DatasetFormat.GENERATED, stored.bytes(), stored, columns, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store a generated data set", e);
    }
  }

  private static Column label(long[] counts) {
    return new Column.Categorical(
        "label",
        0,
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Column.Category(Integer.toString(i), counts[i]))
            .toList());
  }
}
