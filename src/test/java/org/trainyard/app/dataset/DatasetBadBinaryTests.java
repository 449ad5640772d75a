package org.trainyard.app.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.dataset.BadUploads.Refusal;

/**
 * The catalogue of bad uploads over HTTP: NumPy, IDX and Parquet. Each gets its status, type, place
 * and words, and leaves nothing behind.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetBadBinaryTests {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/numpy");

  @TempDir private static Path data;
  @TempDir private static Path written;

  @LocalServerPort private int port;

  private BadUploads uploads = new BadUploads(0, Path.of(""));

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
    registry.add("trainyard.datasets.max-rows", () -> 1000);
    registry.add("trainyard.datasets.max-columns", () -> 100);
  }

  @BeforeEach
  void connect() {
    uploads = new BadUploads(port, data);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    uploads.assertNothingIsLeft();
  }

  /** Arrays that NumPy wrote. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "B103, refused-object.npy,     422, npy-object-array,  '', pickled code",
    "B103, refused-object.npz,     422, npy-object-array,  '', numeric dtype",
    "B104, refused-structured.npy, 422, npy-invalid,       '', structured",
    "B104, refused-text.npy,       422, npy-invalid,       '', '''<U2'''",
    "B104, refused-datetime.npy,   422, npy-invalid,       '', float32",
    "B104, refused-complex.npy,    422, npy-invalid,       '', <c16",
    "B109, refused-scalar.npy,     422, npy-invalid,       '', 1 to 4",
    "B109, refused-rank-5.npy,     422, npy-invalid,       '', 1 to 4",
    "B109, empty-vector.npy,       422, dataset-empty,     '', '(0,)'",
    "B109, empty-matrix.npy,       422, dataset-empty,     '', '(0, 10)'",
    "B111, not-finite-infinity.npy, 422, value-not-finite, index=2, finite",
    "B112, refused-x-alone.npz,    422, container-invalid, '', 'needs the arrays ''x'' and ''y'''",
    "B112, refused-lengths.npz,    422, shape-mismatch,    '', 3 rows in 'x' and 2",
  })
  void numPysArraysAreRefused(
      String row, String file, int status, String type, String place, String words)
      throws IOException {
    uploads.assertRefused(
        Files.readAllBytes(GOLDEN.resolve(file)),
        "",
        "",
        new Refusal(status, type, place, words.replace("\"", "'")));
  }

  /** Heads over 16 bytes of data. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "B106 other key | {'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), 'x': 1} | npy-invalid | `` | 'x'",
        "B106 code | {'descr': __import__('os'), 'fortran_order': False, 'shape': (2,)} | npy-invalid | `` | head",
        "B106 trailing | {'descr': '<f8', 'fortran_order': False, 'shape': (2,)} + 1 | npy-invalid | `` | head",
        "B106 twice | {'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)} | npy-invalid | `` | twice",
        "B107 huge | {'descr': '<f8', 'fortran_order': False, 'shape': (1099511627776, 1099511627776)} | declared-size-mismatch | actual=16 | declares",
        "B107 wraps | {'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)} | declared-size-mismatch | actual=16 | declares",
        "B107 negative | {'descr': '<f8', 'fortran_order': False, 'shape': (-2, 1)} | npy-invalid | `` | head",
        "B108 longer | {'descr': '<f8', 'fortran_order': False, 'shape': (1,)} | declared-size-mismatch | expected=8 | declares",
        "B108 shorter | {'descr': '<f8', 'fortran_order': False, 'shape': (3, 1)} | declared-size-mismatch | expected=24 | declares",
      })
  void headsThatDeclareWhatIsNotThereAreRefused(
      String row, String head, String type, String place, String words) {
    uploads.assertRefused(npy(1, head, 16), "", "", new Refusal(422, type, place, words));
  }

  /** B105. */
  @Test
  void headsOfOtherVersionsOrLengthsAreRefused() {
    String head = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}";
    uploads.assertRefused(npy(9, head, 16), "", "", new Refusal(422, "npy-invalid", "", "9.0"));
    uploads.assertRefused(
        npy(1, head + " ".repeat(20_000), 16),
        "",
        "",
        new Refusal(422, "npy-invalid", "", "the limit is 10000"));
    byte[] wrongMagic = npy(1, head, 16);
    wrongMagic[1] = 'M';
    uploads.assertRefused(
        wrongMagic, "?format=npy", "", new Refusal(422, "npy-invalid", "", "begin"));
  }

  /** B112: entries of an archive, each with the same array. */
  @ParameterizedTest
  @CsvSource({
    "x.npy y.npy ../x.npy,  path",
    "x.npy y.npy inner.zip, no array",
    "x.npy X.npy y.npy,     twice",
    "x.npy y.npy z.npy,     neither",
  })
  void archivesOfOtherThingsAreRefused(String entries, String words) throws IOException {
    byte[] array = Files.readAllBytes(GOLDEN.resolve("rank-1.npy"));
    uploads.assertRefused(
        zip(array, entries.split(" ", -1)),
        "",
        "",
        new Refusal(422, "container-invalid", "", words));
  }

  /** B112: too many entries, and a bomb. */
  @Test
  void archivesThatUnfoldAreRefused() throws IOException {
    String[] names = new String[10_000];
    Arrays.setAll(names, i -> i + ".npy");
    uploads.assertRefused(
        zip(new byte[0], names), "", "", new Refusal(422, "container-invalid", "", "limit"));
    uploads.assertRefused(
        zip(new byte[64 << 20], "x.npy", "y.npy"),
        "",
        "",
        new Refusal(413, "decompressed-too-large", "", "times"));
  }

  /** Columns: row, images, labels, type, place, words. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "B113 magic,    0000080200000001, 000008010000000100,   idx-invalid, '', IDX",
    "B113 type,     0000070300000001000000010000000100, 000008010000000100, idx-invalid, '', type 08",
    "B113 no dims,  00000800, 000008010000000100,           idx-invalid, '', dimensions",
    "B113 200 dims, 000008c8, 000008010000000100,           idx-invalid, '', dimensions",
    "B114, 00000803100000001000000010000000aabb, 000008010000000100, declared-size-mismatch, '', declare",
    "B115, 000008030000000200000001000000010102, 00000801000000010a, shape-mismatch, '', 2",
  })
  void idxPairsAreRefused(
      String row, String images, String labels, String type, String place, String words) {
    uploads.assertRefused(
        Map.of("file", HexFormat.of().parseHex(images), "labels", HexFormat.of().parseHex(labels)),
        new Refusal(422, type, place, words));
  }

  /** Columns: row, query whose table DuckDB writes, status, type, place, words. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "B117 rows  | SELECT 0 AS a FROM range(1001)       | 413 | too-many-rows | limit=1000 | 1000",
        "B118 list  | SELECT [1, 2] AS a, 7 AS b           | 422 | parquet-unsupported | column=a | a list",
        "B118 group | SELECT {'c': 1} AS a, 7 AS b         | 422 | parquet-unsupported | column=a | ignore",
        "B118 map   | SELECT map {'x': 1} AS a, 7 AS b     | 422 | parquet-unsupported | column=a | a map",
        "B118 decimal | SELECT 1.5::DECIMAL(9, 2) AS a     | 422 | parquet-unsupported | column=a | Decimal",
        "infinite   | SELECT 'inf'::DOUBLE AS a            | 422 | value-not-finite | row=1 | finite",
        "no rows    | SELECT 1 AS a WHERE false            | 422 | dataset-empty | | rows",
      })
  void parquetFilesAreRefused(
      String row, String query, int status, String type, String place, String words)
      throws Exception {
    uploads.assertRefused(
        parquet(query, "parquet"),
        "",
        "",
        new Refusal(status, type, place == null ? "" : place, words));
  }

  /** B116, B117, B119. */
  @Test
  void parquetFilesThatDeclareWhatIsNotThereAreRefused() throws Exception {
    byte[] good = parquet("SELECT range AS a FROM range(10)", "parquet");
    for (int length : new int[] {0, good.length, 17 << 20, Integer.MAX_VALUE, -1}) {
      byte[] bad = good.clone();
      ByteBuffer.wrap(bad).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(bad.length - 8, length);
      uploads.assertRefused(bad, "", "", new Refusal(422, "parquet-invalid", "", "Parquet"));
    }
    byte[] noEnd = good.clone();
    noEnd[noEnd.length - 1] = 'X';
    uploads.assertRefused(
        noEnd,
        "",
        "",
        new Refusal(422, "parquet-invalid", "", "no PAR1 at offset " + (good.length - 4)));
    byte[] bomb =
        parquet(
            "SELECT repeat('x', 60000) || (range % 2) AS a FROM range(1000)",
            "parquet, COMPRESSION 'zstd', DICTIONARY_SIZE_LIMIT 0");
    uploads.assertRefused(
        bomb, "", "", new Refusal(413, "decompressed-too-large", "", "times its size"));
    String wide = "SELECT 1 AS c0";
    for (int i = 1; i <= 100; i++) {
      wide += ", 1 AS c" + i;
    }
    uploads.assertRefused(
        parquet(wide, "parquet"), "", "", new Refusal(413, "too-many-columns", "limit=100", "100"));
  }

  private static byte[] npy(int version, String head, int dataBytes) {
    ByteBuffer file = ByteBuffer.allocate(10 + head.length() + dataBytes);
    file.put((byte) 0x93).put("NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
    file.order(java.nio.ByteOrder.LITTLE_ENDIAN).putShort((short) head.length());
    return file.put(head.getBytes(ISO_8859_1)).array();
  }

  private static byte[] zip(byte[] content, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] parquet(String query, String options) throws SQLException, IOException {
    Path file = Files.createTempFile(written, "table", ".parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT %s)".formatted(query, file, options));
    }
    return Files.readAllBytes(file);
  }
}
