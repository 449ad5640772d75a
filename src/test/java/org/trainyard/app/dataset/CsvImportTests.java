package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

class CsvImportTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 1000, 20, 100);

  @TempDir private Path folder;

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("", ProblemType.DATASET_EMPTY),
        Arguments.of("\n\n", ProblemType.DATASET_EMPTY),
        Arguments.of("\uFEFF", ProblemType.DATASET_EMPTY),
        Arguments.of("a,b\n", ProblemType.DATASET_HEADER_ONLY),
        Arguments.of("a,b\n1,2\n3\n", ProblemType.RAGGED_ROWS),
        Arguments.of("a,a\n1,2\n", ProblemType.DUPLICATE_COLUMNS),
        Arguments.of("a,\n1,2\n", ProblemType.BAD_COLUMN_NAME),
        Arguments.of("a,b\n1,\"2\n3,4\n", ProblemType.CSV_SYNTAX),
        Arguments.of("a,b\n1,1e39\n", ProblemType.VALUE_OUT_OF_RANGE),
        Arguments.of("a\u0000b\n1\n", ProblemType.TEXT_ENCODING));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refusesAndLeavesNothingBehind(String text, ProblemType type) throws IOException {
    assertThatThrownBy(() -> columns(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().getFirst().type()).isEqualTo(type));
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatThrownBy(() -> columns("n\u00e9\n1\n".getBytes(Charset.forName("ISO-8859-1"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().getFirst().type()).isEqualTo(ProblemType.TEXT_ENCODING));
  }

  @Test
  void findsTypesSeparatorAndHeader() throws IOException {
    List<Column> columns =
        columns("height;kind\n1.5;cat\r\n NA ;dog\n2e1;cat".getBytes(StandardCharsets.UTF_8));
    assertThat(columns).extracting(Column::name).containsExactly("height", "kind");
    assertThat(columns.get(0))
        .isInstanceOfSatisfying(
            Column.Numeric.class,
            height -> {
              assertThat(height.missing()).isEqualTo(1);
              assertThat(height.max()).isEqualTo(20);
              assertThat(height.mean()).isEqualTo(10.75);
              assertThat(height.standardDeviation()).isEqualTo(9.25);
            });
    assertThat(columns.get(1))
        .isEqualTo(
            new Column.Categorical(
                "kind", 0, List.of(new Column.Category("cat", 2), new Column.Category("dog", 1))));
  }

  @Test
  void readsColumnsApartByRunsOfBlanks() throws IOException {
    List<Column> columns = columns(" 1  2 3\n4 5   6\n7 8 9 \n".getBytes(StandardCharsets.UTF_8));
    assertThat(columns).hasSize(3).allMatch(Column.Numeric.class::isInstance);
  }

  @Test
  void neverTakesATruncatedGzipFile() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = packed.toByteArray();
    assertThat(columns(whole)).hasSize(2);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> columns(part))
          .as("%d bytes", length)
          .isInstanceOf(ProblemException.class);
    }
    assertThat(folder.toFile().list()).isEmpty();
  }

  private List<Column> columns(byte[] upload) throws IOException {
    try (Staging staging = Staging.of(new ByteArrayInputStream(upload), folder, LIMITS)) {
      CsvFile file = new CsvFile(staging.file(), CsvGuess.separator(staging.file()));
      return new CsvImport(file, CsvGuess.header(file), LIMITS).columns();
    }
  }
}
