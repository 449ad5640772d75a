package org.trainyard.app.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Kinds of files that people send by mistake, told by their first bytes. */
enum Signature {
  ARROW("Arrow", "4152524f5731"),
  AVRO("Avro", "4f626a01"),
  HDF5("HDF5", "894844460d0a1a0a"),
  SQLITE("an SQLite database", "53514c69746520666f726d6174203300"),
  PNG("a PNG image", "89504e470d0a1a0a"),
  JPEG("a JPEG image", "ffd8ff"),
  GIF("a GIF image", "47494638"),
  PDF("a PDF document", "255044462d"),
  BZIP2("bzip2", "425a68??314159265359"),
  XZ("xz", "fd377a585a00"),
  ZSTD("zstd", "28b52ffd"),
  SEVEN_ZIP("a 7z archive", "377abcaf271c"),
  RAR("a RAR archive", "526172211a07"),
  OFFICE("an old Office document", "d0cf11e0a1b11ae1"),
  ELF("a program", "7f454c46"),
  EXE("a program", "4d5a9000"),
  CLASS("a Java class", "cafebabe"),
  SERIALIZED("a serialized Java object", "aced0005"),
  PICKLE("a Python pickle", "80??"),
  MARKUP("HTML or XML", "");

  private static final int PICKLE_NEWEST = 5;

  private final String description;
  private final String bytes; // in hexadecimal; ?? is any byte; empty: told in words

  Signature(String description, String bytes) {
    this.description = description;
    this.bytes = bytes;
  }

  /** What a file certainly is, if it is one of these. */
  static Optional<Signature> of(byte[] head) {
    return Arrays.stream(values()).filter(signature -> signature.matches(head)).findFirst();
  }

  /** The refusal of a file that was said or taken to be of another format. */
  Problem problem(DatasetFormat expected) {
    return Problem.of(
            ProblemType.CONTAINER_INVALID,
            "The file is %s, not %s.".formatted(description, expected.label()))
        .with("detected", description)
        .with("expected", expected.label())
        .hint(
            "Send CSV, JSON or JSON Lines (each plain or gzip), .npy, .npz, Parquet, or a pair of IDX files.");
  }

  private boolean matches(byte[] head) {
    return switch (this) {
      case PICKLE -> head.length > 1 && begins(head) && head[1] >= 2 && head[1] <= PICKLE_NEWEST;
      case MARKUP -> text(head).matches("(?is)<(\\?xml|!doctype|html|svg).*");
      default -> begins(head);
    };
  }

  private boolean begins(byte[] head) {
    if (head.length < bytes.length() / 2) {
      return false;
    }
    for (int i = 0; i < bytes.length() / 2; i++) {
      String wanted = bytes.substring(2 * i, 2 * i + 2);
      if (!wanted.equals("??") && HexFormat.fromHexDigits(wanted) != (head[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1)
        .replaceFirst("^\u00EF\u00BB\u00BF", "")
        .strip();
  }
}
