package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.dataset.BadUploads.Refusal;

/**
 * The catalogue of bad uploads over HTTP: transport and texts. Each gets its status, type, place
 * and words, and leaves nothing behind.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetBadInputTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;

  private BadUploads uploads = new BadUploads(0, Path.of(""));

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
    registry.add("server.tomcat.connection-timeout", () -> "2s");
    registry.add("trainyard.datasets.max-upload", () -> "1MB");
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

  /** Columns: row of the catalogue, text, status, type, place, words. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "B060 | `` | 422 | dataset-empty | `` | holds no rows",
        "B061 | `\\n\\n\\n` | 422 | dataset-empty | `` | no rows",
        "B061 byte order mark | `\ufeff` | 422 | dataset-empty | `` | no rows",
        "B062 | `a,b\\n` | 422 | dataset-header-only | `` | names 2 columns",
        "B063 | `a,b\\n1,2\\n3\\n4,5,6\\n` | 422 | ragged-rows | `` | 2 of the rows",
        "B070 | `a,b\\n1,\"2\\n3,4\\n` | 422 | csv-syntax | line=2 | line 2",
        "B071 | `a,b\\n1,\"2\"x\\n` | 422 | csv-syntax | line=2 | written twice",
        "B075 | `a;b\\n1,5;2\\n2,5;3\\n` | 422 | value-not-numeric | column=a | set decimal=','",
        "B076 underscore | `a;b\\n1;2\\n1_000;3\\n3;4\\n` | 422 | value-not-numeric | line=3 | groups",
        "B076 comma | `a;b\\n1;2\\n1,234.5;3\\n3;4\\n` | 422 | value-not-numeric | row=2 | groups",
        "B076 blank | `a;b\\n1;2\\n1 000;3\\n3;4\\n` | 422 | value-not-numeric | column=a | groups",
        "B077 | `a,b\\n1,2\\n1e400,3\\n` | 422 | value-out-of-range | line=3 | 1e400",
        "B077 negative | `a,b\\n1,2\\n-1e400,3\\n` | 422 | value-out-of-range | row=2 | -1e400",
        "B078 | `a,b\\n1,2\\n1e39,3\\n` | 422 | value-out-of-range | column=a | 3.4e38",
        "B081 | `a,b\\n1,2\\n-inf,3\\n2,4\\n` | 422 | value-not-finite | line=3 | finite",
        "B081 word | `a,b\\n1,2\\nInfinity,3\\n2,4\\n` | 422 | value-not-finite | row=2 | finite",
        "B082 hexadecimal | `a,b\\n1,2\\n0x1p3,3\\n2,4\\n` | 422 | value-not-numeric | line=3 | programming",
        "B082 suffix | `a,b\\n1,2\\n1f,3\\n2,4\\n` | 422 | value-not-numeric | row=2 | programming",
        "B082 full-width | `a,b\\n1,2\\n\uff11,3\\n2,4\\n` | 422 | value-not-numeric | row=2 | look like",
        "B082 minus | `a,b\\n1,2\\n\u22121,3\\n2,4\\n` | 422 | value-not-numeric | row=2 | look like",
        "B082 no-break space | `a,b\\n1,2\\n\u00a01,3\\n2,4\\n` | 422 | value-not-numeric | row=2 | look like",
        "B083 | `a,A\\n1,2\\n` | 422 | duplicate-columns | `` | columns 1 and 2",
        "B083 blanks | `a, a\\n1,2\\n` | 422 | duplicate-columns | `` | columns 1 and 2",
        "B084 | `a,\\n1,2\\n` | 422 | bad-column-name | `` | column 2",
        "B100 keys | `[{\"a\":1},{\"b\":1}]` | 422 | ragged-rows | row=2 | Row 2",
        "B100 nested | `[{\"a\":{\"b\":1}}]` | 422 | value-not-numeric | column=a | an object",
        "B100 mixed | `[{\"a\":1},{\"a\":\"x\"}]` | 422 | value-not-numeric | row=2 | row 2",
        "B101 array | `[]` | 422 | dataset-empty | `` | no rows",
        "B101 object | `{}` | 422 | dataset-empty | `` | holds nothing",
        "B102 | `{\"a\":1}\\n{\"a\":\\n` | 422 | container-invalid | line=3 | line",
      })
  void textsAreRefused(
      String row, String text, int status, String type, String place, String words) {
    String unescaped = text.replace("\\n", "\n");
    uploads.assertRefused(
        unescaped.getBytes(StandardCharsets.UTF_8),
        "",
        "",
        new Refusal(status, type, place, words));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "B065 little-endian, fffe61002c006200, byteOffset=0, UTF-16LE",
    "B065 big-endian, feff0061002c0062, byteOffset=0, UTF-16BE",
    "B065 no mark, 61000a0031000a00, byteOffset=0, UTF-16LE",
    "B065 32, fffe000061000000, byteOffset=0, UTF-32LE",
    "B066, 612c620a312ce90a, byteOffset=6, LATIN1",
  })
  void otherEncodingsAreRefused(String row, String hex, String place, String words) {
    uploads.assertRefused(
        HexFormat.of().parseHex(hex), "", "", new Refusal(422, "text-encoding", place, words));
  }

  @Test
  void whatTheContentTypeSaysCounts() {
    byte[] array = HexFormat.of().parseHex("934e554d50590100760000000000");
    refuseContainer(array, "", "text/csv", "The file is npy, not csv");
    byte[] json = "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8);
    refuseContainer(json, "", "text/csv; charset=utf-8", "json, not csv");
    refuseContainer(json, "?format=jsonl", "application/json", "not jsonl");
    byte[] picture = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    refuseContainer(picture, "", "text/csv", "PNG image, not csv");
    byte[] program = HexFormat.of().parseHex("4d5a90000300000004000000ffff0000");
    refuseContainer(program, "", "text/csv", "a program, not csv");
    byte[] pickle = HexFormat.of().parseHex("80049500000000000000");
    refuseContainer(pickle, "", "", "pickle");
  }

  private void refuseContainer(byte[] body, String query, String contentType, String words) {
    uploads.assertRefused(
        body, query, contentType, new Refusal(422, "container-invalid", "", words));
  }

  /** B048, B049, B072, B073, B074. */
  @Test
  void sizesAreRefused() {
    refuseSize(new byte[(1 << 20) + 1], "upload-too-large", "limit=1048576", "1048576");
    byte[] rows = "1,2\n".repeat(1001).getBytes(StandardCharsets.UTF_8);
    refuseSize(rows, "too-many-rows", "limit=1000", "1000");
    byte[] wide = "1,".repeat(100).concat("1\n").getBytes(StandardCharsets.UTF_8);
    refuseSize(wide, "too-many-columns", "limit=100", "100");
    byte[] field = ("a\n" + "x".repeat(65_537) + "\n").getBytes(StandardCharsets.UTF_8);
    refuseSize(field, "field-too-large", "line=2", "65536");
    refuseSize(gzip(new byte[64 << 20]), "decompressed-too-large", "", "times its size");
    refuseContainer(gzip(gzip(rows)), "", "", "gzip within gzip");
    byte[] damaged = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    damaged[damaged.length - 6] ^= 1;
    refuseContainer(damaged, "", "", "checksum");
  }

  private void refuseSize(byte[] body, String type, String place, String words) {
    uploads.assertRefused(body, "", "", new Refusal(413, type, place, words));
  }

  /** B040: refused by its head, before a byte of the body is sent. */
  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedAtOnce() throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 10737418240\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
                  .formatted(port)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/upload-too-large");
    }
  }

  /** B044. */
  @Test
  void formsThatAreNoneAreRefused() {
    byte[] table = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    uploads.assertRefused(
        table, "", "multipart/form-data", new Refusal(400, "malformed-multipart", "", "boundary"));
    uploads.assertRefused(
        Map.of("labels", table), new Refusal(400, "missing-field", "part=file", "'file'"));
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("file" + i, table);
    }
    uploads.assertRefused(many, new Refusal(413, "too-many-parts", "", "parts"));
    byte[] two =
        ("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n".repeat(2)
                + "--b--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    uploads.assertRefused(
        two,
        "",
        "multipart/form-data; boundary=b",
        new Refusal(400, "malformed-multipart", "part=file", "two parts"));
  }

  /** B041: the body is shorter than its declared length, wherever it is cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a,b\n1,2\n3,4\n", "{\"a\": 1}\n{\"a\": 2}\n", "[{\"a\": 1}, {\"a\": 2}]"})
  void truncatedAnywhereATextIsRefused(String text) throws IOException {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      try (Socket socket = new Socket("localhost", port)) {
        OutputStream out = socket.getOutputStream();
        out.write(head(whole.length));
        out.write(whole, 0, length);
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as("%d bytes", length).matches("(?s)(HTTP/1.1 4.*|)");
      }
    }
  }

  /** B042: the connection is cut somewhere in the body, with a reset, and nothing is left. */
  @Test
  void aConnectionThatIsCutLeavesNothing() throws IOException {
    byte[] body = "1.5,some text\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket("localhost", port)) {
        OutputStream out = socket.getOutputStream();
        out.write(head(body.length));
        out.write(body, 0, random.nextInt(body.length));
        socket.setSoLinger(true, 0);
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> uploads.assertNothingIsLeft());
  }

  /** B043: a client that falls silent is told so when the server's patience ends. */
  @Test
  void aBodyThatFallsSilentIsRefused() throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(head(1000));
      socket.getOutputStream().write("a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408").contains("/problems/upload-too-slow");
    }
  }

  private byte[] head(int length) {
    return "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        .formatted(port, length)
        .getBytes(StandardCharsets.US_ASCII);
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
