package org.trainyard.app.dataset.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.ReadTable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadOptions.Decimal;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Arrays that NumPy wrote: golden/numpy/make_arrays.py says how. */
class NumpyReaderTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(4), DataSize.ofMegabytes(8), 1000, 20, 300);
  private static final DatasetReader NPY = new NpyReader(LIMITS);
  private static final DatasetReader NPZ = new NpzReader(LIMITS);
  private static final Path GOLDEN = Path.of("src/test/resources/golden/numpy");
  private static final UploadOptions PLAIN = UploadOptions.named("test");
  private static final List<List<Float>> SMALL =
      List.of(List.of(0f, 1f), List.of(2f, 3f), List.of(100f, 1f));

  @TempDir private Path folder;

  @AfterEach
  void leavesNothingBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  static Stream<String> arraysOfEachType() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(type|version|order)-.*"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("arraysOfEachType")
  void readsEveryTypeOrderAndVersion(String name) throws IOException {
    ReadTable table = read(name);
    assertThat(table.rows())
        .isEqualTo(
            name.contains("bool")
                ? List.of(List.of(0f, 1f), List.of(1f, 1f), List.of(1f, 1f))
                : SMALL);
    assertThat(table.columns()).extracting(Column::name).containsExactly("column1", "column2");
    assertThat(table.columns()).allMatch(Column.Numeric.class::isInstance);
  }

  @Test
  void readsEveryType() throws IOException {
    assertThat(arraysOfEachType()).hasSize(25);
  }

  @Test
  void readsArraysOfOneDimensionAndOfImages() throws IOException {
    assertThat(read("rank-1.npy").rows())
        .containsExactly(List.of(1.5f), List.of(2.5f), List.of(-1f));
    ReadTable images = read("rank-3.npy");
    Column.Numeric pixels = (Column.Numeric) images.columns().getFirst();
    assertThat(pixels.name()).isEqualTo("pixels");
    assertThat(pixels.shape()).containsExactly(2, 4);
    assertThat(images.rows().getLast()).containsExactly(16f, 17f, 18f, 19f, 20f, 21f, 22f, 23f);
    assertThat(read("rank-3-fortran.npy").rows()).isEqualTo(images.rows());
    ReadTable colours = read("rank-4-fortran.npy");
    assertThat(colours.rows()).isEqualTo(images.rows());
    assertThat(((Column.Numeric) colours.columns().getFirst()).shape()).containsExactly(2, 2, 2);
  }

  @Test
  void takesNanForMissingAndWarnsOfWhatFloat32CannotHold() throws IOException {
    assertThat(read("not-finite-nan.npy").rows().getFirst()).containsExactly(1f, Float.NaN);
    ReadTable large = read("large-int64.npy");
    assertThat(large.warningCodes()).containsExactly("inexact");
    assertThat(large.warnings().getFirst().message()).startsWith("2 whole numbers");
    assertThat(read("large-uint64.npy").rows())
        .containsExactly(List.of(0x1p64f), List.of(0x1p63f), List.of(1f));
    assertThat(read("tiny-float64.npy").warningCodes()).contains("underflow");
  }

  @Test
  void refusesInfinityWithItsPlaceAndWhatIsBeyondFloat32() {
    Problem infinity = problem("not-finite-infinity.npy");
    assertThat(infinity.type()).isEqualTo(ProblemType.VALUE_NOT_FINITE);
    assertThat(infinity.members())
        .containsEntry("row", 2L)
        .containsEntry("column", "column1")
        .containsEntry("index", 2L);
    Problem beyond = problem("beyond-float32.npy");
    assertThat(beyond.type()).isEqualTo(ProblemType.VALUE_OUT_OF_RANGE);
    assertThat(beyond.members()).containsEntry("row", 2L).containsEntry("column", "column1");
  }

  @ParameterizedTest
  @CsvSource({
    "refused-object.npy,     NPY_OBJECT_ARRAY, pickled code",
    "refused-structured.npy, NPY_INVALID,      structured",
    "refused-text.npy,       NPY_INVALID,      '<U2'",
    "refused-text-8.npy,     NPY_INVALID,      float32",
    "refused-bytes.npy,      NPY_INVALID,      '|S2'",
    "refused-datetime.npy,   NPY_INVALID,      <M8",
    "refused-complex.npy,    NPY_INVALID,      <c16",
    "refused-longdouble.npy, NPY_INVALID,      <f16",
    "refused-scalar.npy,     NPY_INVALID,      1 to 4",
    "refused-rank-5.npy,     NPY_INVALID,      1 to 4",
    "empty-vector.npy,       DATASET_EMPTY,    '(0,)'",
    "empty-matrix.npy,       DATASET_EMPTY,    '(0, 10)'",
    "empty-rows.npy,         DATASET_EMPTY,    '(5, 0)'",
    "refused-x-alone.npz,    CONTAINER_INVALID, 'needs the arrays ''x'' and ''y'''",
    "refused-other.npz,      CONTAINER_INVALID, z.npy",
    "refused-lengths.npz,    SHAPE_MISMATCH,   3 rows in 'x' and 2",
    "refused-object.npz,     NPY_OBJECT_ARRAY, 'array ''y'''",
    "refused-target-images.npz, NPY_INVALID,   'array ''y'''",
  })
  void refuses(String name, ProblemType type, String words) {
    Problem problem = problem(name);
    assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
    assertThat(problem.detail()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), 'x': 1}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1)} + 1",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-2, 1)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1.0)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': 2}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2,)}",
        "{'descr': {'descr': '<f8'}, 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f8, 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999999999999,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (((((((((1,",
        "[]",
        "",
      })
  void evaluatesNothingInAHead(String head) {
    Problem problem = problem(NPY, npy(head, 16));
    assertThat(problem.type()).as(problem.detail()).isEqualTo(ProblemType.NPY_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1099511627776, 1099511627776)",
        "(4194305, 4194305, 211106198978564)",
        "(4294967296, 4294967296)",
        "(3, 1)",
        "(1,)"
      })
  void comparesWhatIsDeclaredWithTheBytesBeforeItTakesMemory(String shape) {
    byte[] file = npy("{'descr': '<f8', 'fortran_order': False, 'shape': %s}".formatted(shape), 16);
    Problem problem = problem(NPY, file);
    assertThat(problem.type()).isEqualTo(ProblemType.DECLARED_SIZE_MISMATCH);
    assertThat(problem.members()).containsEntry("actual", 16L).containsKey("expected");
  }

  @Test
  void refusesHeadsThatAreTooLongOrOfAnotherVersion() throws IOException {
    byte[] good = golden("version-2.npy");
    byte[] version = good.clone();
    version[6] = 9;
    assertThat(problem(NPY, version).detail()).contains("9.0");
    for (int length : new int[] {10_001, -1, Integer.MAX_VALUE}) {
      byte[] huge = good.clone();
      ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, length);
      assertThat(problem(NPY, huge).detail()).contains("the limit is 10000");
    }
  }

  @Test
  void holdsRowsAndColumnsToTheirLimits() {
    String head = "{'descr': '|u1', 'fortran_order': False, 'shape': %s}";
    assertThat(problem(NPY, npy(head.formatted("(1001,)"), 1001)).type())
        .isEqualTo(ProblemType.TOO_MANY_ROWS);
    assertThat(problem(NPY, npy(head.formatted("(2, 3, 7)"), 42)).type())
        .isEqualTo(ProblemType.TOO_MANY_COLUMNS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void readsFeaturesAndClassesOfAnArchive(String name) throws IOException {
    ReadTable table = read(name);
    assertThat(table.columns()).extracting(Column::name).containsExactly("x1", "x2", "y");
    assertThat(((Column.Categorical) table.columns().getLast()).categories())
        .extracting(Column.Category::value)
        .containsExactly("0", "1", "2");
    assertThat(table.rows())
        .containsExactly(List.of(0f, 1f, 0f), List.of(2f, 3f, 1f), List.of(100f, 1f, 2f));
    UploadOptions numeric =
        new UploadOptions(
            "t",
            null,
            null,
            null,
            UploadOptions.MISSING,
            Decimal.POINT,
            Map.of("y", new ColumnChoice(ColumnType.NUMERIC, "age")));
    Column age = read(NPZ, golden(name), numeric).columns().getLast();
    assertThat(age).isInstanceOf(Column.Numeric.class);
    assertThat(age.name()).isEqualTo("age");
  }

  @Test
  void readsTargetsThatAreNoClassesImagesAndSeveralTargets() throws IOException {
    ReadTable fractions = read("deflated-fortran.npz");
    assertThat(fractions.rows())
        .containsExactly(List.of(0f, 1f, 0.5f), List.of(2f, 3f, 1.5f), List.of(100f, 1f, 2f));
    ReadTable images = read("images.npz");
    assertThat(images.columns()).extracting(Column::name).containsExactly("pixels", "label");
    assertThat(images.rows().getFirst())
        .containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 1f); // class 7 is the second of two
    ReadTable several = read("several-targets.npz");
    assertThat(several.columns()).extracting(Column::name).containsExactly("x1", "x2", "y1", "y2");
    assertThat(several.rows().getLast()).containsExactly(100f, 1f, 200f, 2f);
  }

  @ParameterizedTest
  @CsvSource({
    "x.npy y.npy ../x.npy,   path",
    "dir/x.npy y.npy,        path",
    "..\\x.npy y.npy,        path",
    "x.npy y.npy inner.zip,  no array",
    "x.npy X.npy y.npy,      twice",
    "x.npy y.npy z.npy,      neither",
  })
  void refusesEntriesThatDoNotBelongIntoAnArchive(String entries, String words) throws IOException {
    byte[] array = golden("rank-1.npy");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries.split(" ", -1)) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(array);
      }
    }
    Problem problem = problem(NPZ, bytes.toByteArray());
    assertThat(problem.type()).isEqualTo(ProblemType.CONTAINER_INVALID);
    assertThat(problem.detail()).contains(words);
  }

  @Test
  void refusesArchivesOfTooManyEntriesOrOfNone() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 10_000; i++) {
        zip.putNextEntry(new ZipEntry(i + ".npy"));
      }
    }
    assertThat(problem(NPZ, bytes.toByteArray()).detail()).contains("the limit is");
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    new ZipOutputStream(none).close();
    assertThat(problem(NPZ, none.toByteArray()).detail()).contains("holds nothing");
  }

  @Test
  void refusesABombBeforeItIsDecompressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(new byte[7 << 20]);
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(1);
    }
    assertThat(problem(NPZ, bytes.toByteArray()).type())
        .isEqualTo(ProblemType.DECOMPRESSED_TOO_LARGE);
  }

  @Test
  void refusesAnEncryptedArchive() throws IOException {
    byte[] archive = golden("stored.npz");
    int central = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    archive[central + 8] |= 1;
    assertThat(problem(NPZ, archive).detail()).contains("encrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rank-1.npy", "type-float64.npy", "stored.npz", "deflated.npz"})
  void truncatedAnywhereItIsRefused(String name) throws IOException {
    byte[] whole = golden(name);
    for (int length = 0; length < whole.length; length++) {
      Problem problem = problem(reader(name), Arrays.copyOf(whole, length));
      assertThat(problem.type().status().is4xxClientError()).as("%d bytes", length).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rank-3-fortran.npy", "stored.npz", "deflated-fortran.npz"})
  void aByteChangedAnywhereIsReadOrRefusedInWords(String name) throws IOException {
    byte[] whole = golden(name);
    for (int at = 0; at < whole.length; at++) {
      for (int flip : new int[] {1, 0x80}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) flip;
        try {
          assertThat(read(reader(name), changed, PLAIN).rows()).isNotEmpty();
        } catch (ProblemException e) {
          assertThat(e.problems().getFirst().type().status().is4xxClientError()).isTrue();
        }
      }
    }
  }

  private ReadTable read(String name) throws IOException {
    return read(reader(name), golden(name), PLAIN);
  }

  private ReadTable read(DatasetReader reader, byte[] file, UploadOptions options)
      throws IOException {
    return ReadTable.of(reader, file, options, folder, LIMITS);
  }

  private Problem problem(String name) {
    return catchThrowableOfType(ProblemException.class, () -> read(name)).problems().getFirst();
  }

  private Problem problem(DatasetReader reader, byte[] file) {
    return catchThrowableOfType(ProblemException.class, () -> read(reader, file, PLAIN))
        .problems()
        .getFirst();
  }

  private static DatasetReader reader(String name) {
    return name.endsWith(".npz") ? NPZ : NPY;
  }

  private static byte[] golden(String name) throws IOException {
    return Files.readAllBytes(GOLDEN.resolve(name));
  }

  /** An array with that head and so many zero bytes. */
  private static byte[] npy(String head, int zeros) {
    byte[] text = head.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(10 + text.length + zeros)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) text.length)
        .put(text)
        .array();
  }
}
