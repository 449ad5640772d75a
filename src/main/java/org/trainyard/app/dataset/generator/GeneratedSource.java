package org.trainyard.app.dataset.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;

/** The rows of a generator: its features, then {@code label} or {@code y}. */
final class GeneratedSource implements RecordSource {

  private final GenerateRequest request;
  private final List<RawColumn> columns = new ArrayList<>();

  GeneratedSource(GenerateRequest request) {
    this.request = request;
    Generator generator = request.generator();
    ColumnNames names = new ColumnNames(Map.of(), ".");
    for (ColumnNames.Named name : names.of(generator.features().names())) {
      columns.add(
          generator.features().shape().isEmpty()
              ? RawColumn.of(name, RawColumn.Kind.NUMBERS, 0)
              : RawColumn.shaped(name, generator.features().shape()));
    }
    columns.add(
        switch (generator.target()) {
          case CLASSES -> label(names, (int) request.classes());
          case NUMBER -> RawColumn.of(names.of(List.of("y")).getFirst(), RawColumn.Kind.NUMBERS, 0);
        });
  }

  private static RawColumn label(ColumnNames names, int classes) {
    RawColumn label =
        RawColumn.of(names.of(List.of("label")).getFirst(), RawColumn.Kind.TEXTS, classes);
    for (int i = 0; i < classes; i++) {
      label.texts().code(Integer.toString(i)); // the code of a class is its index
    }
    return label;
  }

  @Override
  public UploadOptions told() {
    return UploadOptions.named(request.name()).told(DatasetFormat.GENERATED);
  }

  @Override
  public List<RawColumn> columns() {
    return columns;
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    RowDrawer drawer = request.generator().drawer(request);
    for (long row = 0; row < request.samples(); row++) {
      drawer.draw(row, rows.values(), rows.offset());
      rows.next();
    }
  }
}
