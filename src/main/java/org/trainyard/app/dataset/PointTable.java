package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The points of a generator as a table: {@code x1}, {@code x2} and {@code label}. */
final class PointTable implements UploadedTable {

  private final GenerateRequest request;
  private final List<Column> columns;

  private PointTable(GenerateRequest request, List<Column> columns) {
    this.request = request;
    this.columns = columns;
  }

  static PointTable of(GenerateRequest request) {
    ColumnProfile x1 = new ColumnProfile(2);
    ColumnProfile x2 = new ColumnProfile(2);
    long[] counts = new long[(int) request.classes()];
    PlanePoints points = new PlanePoints(request);
    for (long row = 0; row < request.samples(); row++) {
      PlanePoints.Point point = points.draw(row);
      x1.add((float) point.x1());
      x2.add((float) point.x2());
      counts[point.label()]++;
    }
    return new PointTable(
        request,
        List.of(
            x1.column("x1", List.of(), Storage.FLOAT32),
            x2.column("x2", List.of(), Storage.FLOAT32),
            label(counts)));
  }

  @Override
  public long rows() {
    return request.samples();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return List.of();
  }

  /** Draws the points again: the same request gives the same bits. */
  @Override
  public void writeTo(RowSink sink) throws IOException {
    PlanePoints points = new PlanePoints(request);
    for (long row = 0; row < request.samples(); row++) {
      PlanePoints.Point point = points.draw(row);
      sink.write(new float[] {(float) point.x1(), (float) point.x2(), point.label()});
    }
  }

  /** The size of its stored form, since nothing was uploaded. */
  long storedBytes() {
    return new RowsHeader(rows(), RowLayout.of(columns)).fileBytes();
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
