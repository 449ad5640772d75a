package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One table in every format, as NumPy and DuckDB write it, is one and the same data set. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetRoundTripTests {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/numpy");

  /** Numbers whole and not, texts with everything that needs quotes, true and false, missing. */
  private static final String MIXED =
      """
      SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE round(sin(i) * 1000, 3) END AS real,
             i % 256 AS small,
             i * 65537 - 9000000 AS large,
             CAST(cos(i) AS FLOAT) AS single,
             CASE i % 5 WHEN 0 THEN 'plain' WHEN 1 THEN 'comma, "quoted"' WHEN 2 THEN 'zwölf 十二 🚂'
               WHEN 3 THEN 'two words' ELSE NULL END AS word,
             i % 3 = 0 AS truth,
             DATE '2024-01-31' + CAST(i % 300 AS INTEGER) AS day,
             TIMESTAMP '2024-01-31 10:20:30' + INTERVAL (i) MINUTE AS moment
      FROM range(700) t(i)
      """;

  private static final Map<String, Dataset> REFERENCES = new HashMap<>();

  @TempDir private static Path data;

  private static Connection duckDb;

  @Autowired private DatasetUpload upload;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.resolve("service").toString());
  }

  @BeforeAll
  static void makeTables() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    execute("CREATE TABLE mixed AS " + MIXED);
    execute(
        "CREATE TABLE numbers AS SELECT * FROM read_csv('%s')"
            .formatted(GOLDEN.resolve("table.csv")));
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  static Stream<Arguments> writings() {
    Stream<String> parquet =
        Stream.of("uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4", "lz4_raw")
            .map("parquet, COMPRESSION '%s'"::formatted);
    return Stream.concat(
            Stream.of(
                "csv, HEADER, DELIMITER ';', COMPRESSION 'gzip'",
                "csv, HEADER, DELIMITER '\t'",
                "json",
                "json, COMPRESSION 'gzip'",
                "json, ARRAY",
                "json, ARRAY, COMPRESSION 'gzip'",
                "parquet, PARQUET_VERSION 'V2'",
                "parquet, PARQUET_VERSION 'V2', COMPRESSION 'snappy'",
                "parquet, ROW_GROUP_SIZE 128"),
            parquet)
        .flatMap(
            options -> Stream.of("numbers", "mixed").map(table -> Arguments.of(table, options)));
  }

  @ParameterizedTest
  @MethodSource("writings")
  void theDataAreTheSame(String table, String options) throws Exception {
    Dataset reference = reference(table);
    Dataset dataset = store(written(table, options));
    assertThat(dataset.columns()).isEqualTo(reference.columns());
    assertThat(dataset.rows()).isEqualTo(reference.rows());
    assertThat(dataset.sha256()).isEqualTo(reference.sha256());
  }

  @Test
  void numPysArrayIsTheSameToo() throws Exception {
    Dataset reference = reference("numbers");
    Dataset dataset = store(GOLDEN.resolve("table.npy"));
    assertThat(dataset.format()).isEqualTo(DatasetFormat.NPY);
    assertThat(dataset.columns()).isEqualTo(reference.columns());
    assertThat(dataset.sha256()).isEqualTo(reference.sha256());
    assertThat(store(GOLDEN.resolve("table.csv")).sha256()).isEqualTo(reference.sha256());
  }

  @Test
  void leavesOutDatesAndTimes() throws Exception {
    assertThat(
            store(written("mixed", "parquet")).columns().stream()
                .filter(Column.Ignored.class::isInstance)
                .map(Column.Ignored.class::cast)
                .map(column -> column.name() + " " + column.reason()))
        .containsExactly("day DATE", "moment DATE");
  }

  private Dataset reference(String table) throws Exception {
    Dataset known = REFERENCES.get(table);
    if (known == null) {
      known = store(written(table, "csv, HEADER"));
      REFERENCES.put(table, known);
    }
    return known;
  }

  private Dataset store(Path file) throws IOException {
    SentFile sent = new SentFile(() -> Files.newInputStream(file), null);
    return upload.store(Map.of(Upload.Part.FILE, sent), UploadOptions.named("test"), List.of());
  }

  private static Path written(String table, String options) throws SQLException {
    Path file = data.resolve("%s-%d".formatted(table, options.hashCode()));
    execute("COPY %s TO '%s' (FORMAT %s)".formatted(table, file, options));
    return file;
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }
}
