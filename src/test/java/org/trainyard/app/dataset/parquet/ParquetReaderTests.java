package org.trainyard.app.dataset.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.ReadTable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadOptions.Decimal;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Files that DuckDB wrote, and what becomes of them when they are damaged. */
class ParquetReaderTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(4), DataSize.ofMegabytes(8), 1000, 20, 300);
  private static final ParquetReader READER = new ParquetReader(LIMITS);
  private static final UploadOptions PLAIN = UploadOptions.named("test");

  private static Connection duckDb;

  @TempDir private static Path written;
  @TempDir private Path folder;

  @BeforeAll
  static void open() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TINYINT, -128",
    "SMALLINT, -32768",
    "INTEGER, -2147483648",
    "BIGINT, -8589934592",
    "UTINYINT, 255",
    "USMALLINT, 65535",
    "UINTEGER, 4294967295",
    "UBIGINT, 18446744073709551615",
    "FLOAT, 1.5",
    "DOUBLE, -2.25",
  })
  void readsNumbersOfEveryType(String type, String value) throws Exception {
    ReadTable table =
        query("SELECT CAST(%s AS %s) AS a UNION ALL SELECT NULL".formatted(value, type));
    assertThat(table.rows()).containsExactly(List.of(Float.parseFloat(value)), List.of(Float.NaN));
    assertThat(((Column.Numeric) table.columns().getFirst()).missing()).isEqualTo(1);
  }

  @Test
  void readsTextsAndTruths() throws Exception {
    ReadTable table =
        query(
            "SELECT * FROM (VALUES ('é', true), ('NA', false), (NULL, NULL), ('é', true)) t(a, b)");
    assertThat(((Column.Categorical) table.columns().getFirst()).categories())
        .containsExactly(new Column.Category("NA", 1), new Column.Category("é", 2));
    assertThat(table.rows().getLast()).containsExactly(1f, 1f);
    ReadTable numbers =
        read(
            file("SELECT * FROM (VALUES ('1.5', true), ('2', false)) t(a, b)"),
            choose(
                Map.of(
                    "a", new ColumnChoice(ColumnType.NUMERIC, null),
                    "b", new ColumnChoice(ColumnType.NUMERIC, null))));
    assertThat(numbers.rows()).containsExactly(List.of(1.5f, 1f), List.of(2f, 0f));
  }

  @Test
  void warnsOfIdsBeyondFloatPrecisionAndRefusesWhatIsNotFinite() throws Exception {
    assertThat(query("SELECT 16777216 + range AS a FROM range(3)").warningCodes())
        .contains("inexact");
    Problem infinite = problem(file("SELECT CAST('-inf' AS DOUBLE) AS a"));
    assertThat(infinite.type()).isEqualTo(ProblemType.VALUE_NOT_FINITE);
    assertThat(infinite.members()).containsEntry("row", 1L).containsEntry("column", "a");
    assertThat(problem(file("SELECT 1e39::DOUBLE AS a")).type())
        .isEqualTo(ProblemType.VALUE_OUT_OF_RANGE);
    assertThat(query("SELECT CAST('NaN' AS DOUBLE) AS a UNION ALL SELECT 1").rows().getFirst())
        .containsExactly(Float.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2]                          | a list",
        "{'c': 1}                        | a group",
        "map {'x': 1}                    | a map",
        "1.5::DECIMAL(9, 2)              | DecimalType",
        "uuid()                          | UuidType",
        "INTERVAL 1 DAY                  | IntervalType",
      })
  void refusesOtherTypesUnlessTheyAreLeftOut(String value, String words) throws Exception {
    byte[] file = file("SELECT %s AS a, 7 AS b".formatted(value));
    Problem problem = problem(file);
    assertThat(problem.type()).isEqualTo(ProblemType.PARQUET_UNSUPPORTED);
    assertThat(problem.detail()).contains("'a'", words);
    assertThat(problem.members().get("hint")).asString().contains("ignore");
    ReadTable table = read(file, choose(Map.of("a", new ColumnChoice(ColumnType.IGNORE, null))));
    assertThat(table.rows()).containsExactly(List.of(7f));
  }

  @Test
  void takesNamesForNothingButNames() throws Exception {
    assertThat(query("SELECT 1 AS \"x.y\", 2 AS x, 3 AS \"y\"").rows())
        .containsExactly(List.of(1f, 2f, 3f));
    UploadOptions leftOut = choose(Map.of("a", new ColumnChoice(ColumnType.IGNORE, null)));
    byte[] ambiguous = file("SELECT {'b': 1} AS a, 7 AS b");
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> read(ambiguous, leftOut))
                .problems()
                .getFirst()
                .type())
        .isEqualTo(ProblemType.PARQUET_UNSUPPORTED);
    assertThat(read(file("SELECT 5 AS a, 7 AS b"), leftOut).rows()).containsExactly(List.of(7f));
  }

  @Test
  void refusesBytesThatAreNoTextAndTextsThatAreTooLong() throws Exception {
    assertThat(problem(file("SELECT '\\xFF'::BLOB AS a")).type())
        .isEqualTo(ProblemType.TEXT_ENCODING);
    Problem problem = problem(file("SELECT repeat('x', 65537) AS a"));
    assertThat(problem.type()).isEqualTo(ProblemType.FIELD_TOO_LARGE);
    assertThat(problem.members()).containsEntry("column", "a").containsEntry("limit", 65_536);
  }

  @Test
  void refusesAnEncryptedFile() throws Exception {
    byte[] file = file("SELECT 1 AS a");
    for (int at : new int[] {3, file.length - 1}) {
      byte[] encrypted = file.clone();
      encrypted[at] = 'E'; // PARE
      assertThat(READER.recognizes(encrypted)).isTrue();
      assertThat(problem(encrypted).detail()).contains("encrypted");
      assertThat(problem(encrypted).type()).isEqualTo(ProblemType.PARQUET_UNSUPPORTED);
    }
  }

  @Test
  void holdsRowsAndColumnsToTheirLimits() throws Exception {
    assertThat(problem(file("SELECT range AS a FROM range(1001)")).type())
        .isEqualTo(ProblemType.TOO_MANY_ROWS);
    String columns = "1 AS a".concat(", 1 AS a".repeat(20));
    for (int i = 0; columns.contains("a,"); i++) {
      columns = columns.replaceFirst("a,", "c" + i + ",");
    }
    assertThat(problem(file("SELECT " + columns)).type()).isEqualTo(ProblemType.TOO_MANY_COLUMNS);
    assertThat(problem(file("SELECT 1 AS a WHERE false")).type())
        .isEqualTo(ProblemType.DATASET_EMPTY);
  }

  @Test
  void refusesWhatDecompressesToFarMore() throws Exception {
    byte[] file =
        file(
            "SELECT repeat('x', 60000) || (range % 2) AS a FROM range(100)",
            "parquet, COMPRESSION 'zstd', DICTIONARY_SIZE_LIMIT 0");
    assertThat(problem(file).type()).isEqualTo(ProblemType.DECOMPRESSED_TOO_LARGE);
  }

  @Test
  void readsManyRowsOfFewLongTextsInLittleMemory() throws Exception {
    ReadTable table = query("SELECT repeat('x', 1000 + range % 3) AS a FROM range(1000)");
    assertThat(((Column.Categorical) table.columns().getFirst()).categories()).hasSize(3);
  }

  @Test
  void refusesFootersThatDeclareWhatIsNotThere() throws Exception {
    byte[] good = file("SELECT range AS a FROM range(10)");
    for (int length : new int[] {0, good.length, 17 << 20, Integer.MAX_VALUE, -1}) {
      byte[] bad = good.clone();
      ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(bad.length - 8, length);
      assertThat(problem(bad).type()).isEqualTo(ProblemType.PARQUET_INVALID);
    }
    byte[] noEnd = good.clone();
    noEnd[noEnd.length - 1] = 'X';
    assertThat(problem(noEnd).detail()).contains("offset %d".formatted(good.length - 4));
  }

  @Test
  void truncatedAnywhereItIsRefused() throws Exception {
    byte[] whole = damaged("snappy");
    for (int length = 0; length < whole.length; length++) {
      assertThat(problem(Arrays.copyOf(whole, length)).type())
          .as("%d bytes", length)
          .isEqualTo(ProblemType.PARQUET_INVALID);
    }
  }

  /** Every byte in turn, changed in a way that the seed draws. */
  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"})
  void aByteChangedAnywhereIsReadOrRefusedInWords(String codec) throws Exception {
    byte[] whole = damaged(codec);
    Random random = new Random(7);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(read(changed, PLAIN).rows()).isNotEmpty();
      } catch (ProblemException e) {
        assertThat(e.problems().getFirst().type().status().is4xxClientError())
            .as("byte %d, seed 7", at)
            .isTrue();
      }
    }
  }

  private static byte[] damaged(String codec) throws Exception {
    return file(
        "SELECT CASE WHEN range % 5 = 0 THEN NULL ELSE range / 3 END AS a, 'x' || (range % 4) AS b"
            + " FROM range(60)",
        "parquet, COMPRESSION '%s'".formatted(codec));
  }

  private ReadTable query(String sql) throws Exception {
    return read(file(sql), PLAIN);
  }

  private ReadTable read(byte[] file, UploadOptions options) throws IOException {
    return ReadTable.of(READER, file, options, folder, LIMITS);
  }

  private Problem problem(byte[] file) {
    return catchThrowableOfType(ProblemException.class, () -> read(file, PLAIN))
        .problems()
        .getFirst();
  }

  private static byte[] file(String sql) throws Exception {
    return file(sql, "parquet");
  }

  private static byte[] file(String sql, String options) throws Exception {
    Path file = Files.createTempFile(written, "table", ".parquet");
    execute("COPY (%s) TO '%s' (FORMAT %s)".formatted(sql, file, options));
    return Files.readAllBytes(file);
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }

  private static UploadOptions choose(Map<String, ColumnChoice> columns) {
    return new UploadOptions("t", null, null, null, UploadOptions.MISSING, Decimal.POINT, columns);
  }
}
