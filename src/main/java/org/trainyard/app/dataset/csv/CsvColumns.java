package org.trainyard.app.dataset.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.web.Echo;

/** The columns of a file: names from its first row, kinds from its sample. */
final class CsvColumns {

  private final Notation notation;
  private final CsvSample sample;
  private final Header header;
  private final CsvRow first;

  CsvColumns(CsvFile file, Notation notation, CsvSample sample, Header header) {
    this.notation = notation;
    this.sample = sample;
    this.header = header;
    this.first = file.trimsEnds() ? sample.first().trimmedTo(1) : sample.first();
  }

  List<FieldColumn> of(Map<String, ColumnChoice> choices, int maxCategories) {
    List<ColumnNames.Named> names =
        new ColumnNames(choices, ", or pass header=false if the first line is data.")
            .of(namesInFile());
    List<ColumnGuess> guesses = guesses();
    List<FieldColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new FieldColumn(
              RawColumn.of(names.get(i), guesses.get(i).kind(), maxCategories), notation));
    }
    return columns;
  }

  private List<String> namesInFile() {
    return IntStream.range(0, first.size())
        .mapToObj(i -> header == Header.NAMES ? first.fields().get(i).text() : "column" + (i + 1))
        .toList();
  }

  private List<ColumnGuess> guesses() {
    List<ColumnGuess> guesses =
        first.fields().stream().map(_ -> new ColumnGuess(notation)).toList();
    for (CsvRow row : header == Header.NAMES ? sample.rest() : sample.rows()) {
      for (int i = 0; i < Math.min(row.size(), guesses.size()); i++) {
        guesses.get(i).add(row.fields().get(i));
      }
    }
    return guesses;
  }

  /** Whether names look like data. */
  List<Dataset.Warning> warnings() {
    if (header == Header.DATA) {
      return List.of();
    }
    HeaderGuess guess = new HeaderGuess(notation);
    List<CsvField> data = first.fields().stream().filter(field -> !guess.isName(field)).toList();
    return data.isEmpty()
        ? List.of()
        : List.of(
            new Dataset.Warning(
                "header-looks-like-data",
                "The first line was taken for names, but %d of them look like data, such as '%s'; if it is data, pass header=false."
                    .formatted(data.size(), Echo.of(data.getFirst().text())),
                ""));
  }
}
