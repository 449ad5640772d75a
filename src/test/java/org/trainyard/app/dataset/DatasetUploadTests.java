package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Uploads below HTTP, with the real database and the real folder. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetUploadTests {

  @TempDir private static Path data;

  @Autowired private DatasetUpload upload;
  @Autowired private DatasetCatalog catalog;
  @Autowired private DatasetFiles files;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
    registry.add("trainyard.datasets.max-rows", () -> 1000);
    registry.add("trainyard.datasets.max-columns", () -> 100);
  }

  @BeforeEach
  void removeEverything() {
    catalog.before("", 100).forEach(dataset -> catalog.delete(dataset.id()));
    assertThat(stored()).isEmpty();
  }

  @Test
  void truncatedAnywhereAGzipFileIsRefusedAndLeavesNothing() {
    byte[] whole = gzip("a,b\n1,2\n3,4\n");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(problem(Map.of(Upload.Part.FILE, part)).type().status().is4xxClientError())
          .as("%d bytes", length)
          .isTrue();
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void truncatedAnywhereAnIdxPairIsRefusedAndLeavesNothing() {
    byte[] images = images(2, 2, 2);
    byte[] labels = labels(2);
    for (int length = 0; length < images.length; length++) {
      assertThat(problem(pair(Arrays.copyOf(images, length), labels)).type())
          .isIn(ProblemType.IDX_INVALID, ProblemType.DECLARED_SIZE_MISMATCH);
    }
    for (int length = 0; length < labels.length; length++) {
      assertThat(problem(pair(images, Arrays.copyOf(labels, length))).type())
          .isIn(ProblemType.IDX_INVALID, ProblemType.DECLARED_SIZE_MISMATCH);
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void readsGzipOfSeveralMembersAndRefusesWhatFollows() throws IOException {
    byte[] members = concatenated(gzip("a,b\n1,2\n"), gzip("3,4\n"));
    assertThat(store(Map.of(Upload.Part.FILE, members)).rows()).isEqualTo(2);
    Problem garbage = problem(Map.of(Upload.Part.FILE, concatenated(members, new byte[] {7, 7})));
    assertThat(garbage.type()).isEqualTo(ProblemType.CONTAINER_INVALID);
    assertThat(garbage.members()).containsKey("byteOffset");
    byte[] nested = gzip(gzip("a,b\n1,2\n"));
    assertThat(problem(Map.of(Upload.Part.FILE, nested)).type())
        .isEqualTo(ProblemType.CONTAINER_INVALID);
    byte[] damaged = members.clone();
    damaged[damaged.length - 6] ^= 1; // within the checksum
    assertThat(problem(Map.of(Upload.Part.FILE, damaged)).detail()).contains("checksum");
  }

  @Test
  void stopsAGzipBomb() {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(problem(Map.of(Upload.Part.FILE, bomb)).type())
        .isEqualTo(ProblemType.DECOMPRESSED_TOO_LARGE);
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a0000000d49484452, PNG",
    "934e554d505901007600, npy",
    "504b030414000000, npz",
    "5041523115041510, parquet",
    "80049500000000, pickle",
    "7b2261223a20317d0a7b2261223a20327d, jsonl",
    "3c21444f43545950452068746d6c3e, HTML",
    "0000080300000001, idx",
  })
  void namesAFileThatIsNotCsv(String hexadecimal, String kind) {
    byte[] file = HexFormat.of().parseHex(hexadecimal);
    UploadOptions csv =
        new UploadOptions(
            "t",
            DatasetFormat.CSV,
            null,
            null,
            UploadOptions.MISSING,
            UploadOptions.Decimal.POINT,
            Map.of());
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () -> upload.store(sources(Map.of(Upload.Part.FILE, file)), csv, List.of()))
            .problems()
            .getFirst();
    assertThat(problem.type()).isEqualTo(ProblemType.CONTAINER_INVALID);
    assertThat(problem.detail()).contains(kind);
  }

  @Test
  void checksWhatAnIdxHeadDeclaresBeforeItTakesMemory() {
    byte[] huge = head(0x803, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF);
    assertThat(problem(pair(huge, labels(2))).type()).isEqualTo(ProblemType.DECLARED_SIZE_MISMATCH);
    byte[] wrapping = head(0x803, 1 << 31, 1 << 31, 4); // 2^64, 0 in a long
    assertThat(problem(pair(wrapping, labels(2))).type())
        .isEqualTo(ProblemType.DECLARED_SIZE_MISMATCH);
    assertThat(problem(pair(images(1001, 1, 1), labels(1001))).type())
        .isEqualTo(ProblemType.TOO_MANY_ROWS);
    assertThat(problem(pair(images(1, 11, 10), labels(1))).type())
        .isEqualTo(ProblemType.TOO_MANY_COLUMNS);
    assertThat(problem(pair(images(3, 1, 1), labels(2))).type())
        .isEqualTo(ProblemType.SHAPE_MISMATCH);
    assertThat(problem(pair(images(2, 0, 1), labels(2))).type()).isEqualTo(ProblemType.IDX_INVALID);
    assertThat(problem(pair(labels(2), images(2, 1, 1))).detail()).contains("swapped");
    byte[] trailing = concatenated(images(2, 1, 1), new byte[1]);
    assertThat(problem(pair(trailing, labels(2))).detail()).contains("1 bytes too many");
    assertThat(stored()).isEmpty();
  }

  @Test
  void saysHowToSendAnIdxPairWhereLabelsAreAbsent() {
    Problem problem = problem(Map.of(Upload.Part.FILE, images(2, 1, 1)));
    assertThat(problem.type()).isEqualTo(ProblemType.MISSING_FIELD);
    assertThat(problem.members().get("hint")).asString().contains("-F file=@", "-F labels=@");
  }

  @Test
  void storesBytesAsBytesAndReadsThemBack() throws IOException {
    Dataset dataset = store(pair(images(3, 2, 2), labels(3)));
    assertThat(dataset.columns().getFirst().storage()).isEqualTo(Storage.UINT8);
    try (StoredRows rows = catalog.open(dataset)) {
      float[] values = new float[rows.width()];
      rows.read(2, values);
      assertThat(values).containsExactly(8, 9, 10, 11, 2);
    }
  }

  @Test
  void refusesAFileOfRowsThatIsDamagedOrAnother() throws IOException {
    Dataset dataset = store(Map.of(Upload.Part.FILE, bytes("a,b\n1,2\n3,4\n")));
    Path file = files.folder().resolve(dataset.sha256());
    byte[] good = Files.readAllBytes(file);
    for (int at = good.length - 32; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x41;
      Files.write(file, bad);
      assertThatThrownBy(() -> catalog.open(dataset))
          .as("byte %d", at)
          .isInstanceOf(ProblemException.class);
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> catalog.open(dataset)).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void leavesNoFileBehindWhenTheInsertFails() throws IOException {
    try (RowFile file = new RowFile(files.folder())) {
      String sha256 = file.settle(new UploadedTable.Contents(0, List.of(), List.of(), List.of()));
      assertThatThrownBy(() ->
              files.publish(
                  file,
                  sha256,
                  () -> {
                    throw new IllegalStateException("no database");
                  }))
          .hasMessage("no database");
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void sharesTheFileOfEqualDataSetsUntilTheLastIsDeleted() throws IOException {
    Map<Upload.Part, byte[]> parts = Map.of(Upload.Part.FILE, bytes("a,b\n1,2\n3,4\n"));
    Dataset first = store(parts);
    Dataset second = store(parts);
    assertThat(stored()).containsExactly(first.sha256());
    catalog.delete(first.id());
    assertThat(stored()).containsExactly(second.sha256());
    catalog.delete(second.id());
    assertThat(stored()).isEmpty();
  }

  @Test
  void keepsTheFileWhenTheDeletionIsRolledBack() throws IOException {
    Dataset dataset = store(Map.of(Upload.Part.FILE, bytes("a,b\n1,2\n3,4\n")));
    assertThatThrownBy(() ->
            files.remove(
                dataset.sha256(),
                () -> {
                  throw new IllegalStateException("rolled back");
                }))
        .hasMessage("rolled back");
    assertThat(stored()).containsExactly(dataset.sha256());
  }

  @Test
  void sweepsWhatACrashLeftAndNothingElse() throws IOException {
    Dataset dataset = store(Map.of(Upload.Part.FILE, bytes("a,b\n1,2\n3,4\n")));
    Files.writeString(files.folder().resolve("staging-123.tmp"), "half");
    Files.writeString(files.folder().resolve("0".repeat(64)), "orphan");
    Path notOurs = Files.writeString(files.folder().resolve("README"), "of a person");
    files.sweep();
    assertThat(stored()).containsExactlyInAnyOrder(dataset.sha256(), "README");
    Files.delete(notOurs);
  }

  private Dataset store(Map<Upload.Part, byte[]> parts) throws IOException {
    return upload.store(sources(parts), UploadOptions.named("test"), List.of());
  }

  private Problem problem(Map<Upload.Part, byte[]> parts) {
    return catchThrowableOfType(ProblemException.class, () -> store(parts)).problems().getFirst();
  }

  private static Map<Upload.Part, SentFile> sources(Map<Upload.Part, byte[]> parts) {
    Map<Upload.Part, SentFile> sources = new EnumMap<>(Upload.Part.class);
    parts.forEach((part, bytes) ->
        sources.put(part, new SentFile(() -> new ByteArrayInputStream(bytes), null)));
    return sources;
  }

  private List<String> stored() {
    try (Stream<Path> all = Files.list(files.folder())) {
      return all.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Upload.Part, byte[]> pair(byte[] images, byte[] labels) {
    return Map.of(Upload.Part.FILE, images, Upload.Part.LABELS, labels);
  }

  /** Pixels 0, 1, 2 and so on. */
  private static byte[] images(int count, int rows, int columns) {
    return concatenated(head(0x803, count, rows, columns), ascending(count * rows * columns));
  }

  private static byte[] labels(int count) {
    return concatenated(head(0x801, count), ascending(count));
  }

  private static byte[] ascending(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] head(int... numbers) {
    ByteBuffer head = ByteBuffer.allocate(4 * numbers.length);
    Arrays.stream(numbers).forEach(head::putInt);
    return head.array();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) {
    return gzip(bytes(text));
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
