package org.trainyard.app.dataset.idx;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * A file of unsigned bytes in the IDX format: two zero bytes, the type 0x08, the number of
 * dimensions, each dimension as a big-endian unsigned 32-bit number, then the bytes. Source: Y.
 * LeCun, C. Cortes, C. Burges, "The MNIST database".
 */
final class IdxFile implements AutoCloseable {

  private static final int UNSIGNED_BYTES = 0x0800;

  private final DataInputStream in;
  private final List<Long> dimensions;

  private IdxFile(DataInputStream in, List<Long> dimensions) {
    this.in = in;
    this.dimensions = List.copyOf(dimensions);
  }

  /** What a file holds. */
  enum Content {
    IMAGES("file", 3),
    LABELS("labels", 1);

    private final String part;
    private final int rank;

    Content(String part, int rank) {
      this.part = part;
      this.rank = rank;
    }

    int magic() {
      return UNSIGNED_BYTES | rank;
    }
  }

  /**
   * Opens a file and checks its head against its length, before any memory is taken for what the
   * head declares.
   */
  static IdxFile open(Path file, Content content) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    try {
      return new IdxFile(in, head(in, content, Files.size(file)));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The sizes, the number of items first; their product is the number of bytes that follow. */
  List<Long> dimensions() {
    return dimensions;
  }

  /** Reads the next values, each from 0 to 255. */
  void read(byte[] values) throws IOException {
    in.readFully(values);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static List<Long> head(DataInputStream in, Content content, long size)
      throws IOException {
    long headBytes = 4L + 4L * content.rank;
    if (size < 4) {
      throw invalid(content, "it has %d bytes, fewer than the head of an IDX file".formatted(size));
    }
    requireMagic(in.readInt(), content);
    if (size < headBytes) {
      throw invalid(content, "it ends within its head, which takes %d bytes".formatted(headBytes));
    }
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < content.rank; i++) {
      long dimension = Integer.toUnsignedLong(in.readInt());
      if (dimension == 0) {
        throw invalid(content, "dimension %d at offset %d is 0".formatted(i + 1, 4 + 4 * i));
      }
      dimensions.add(dimension);
    }
    requireSize(dimensions, content, size - headBytes);
    return dimensions;
  }

  private static void requireMagic(int magic, Content content) {
    if (magic == content.magic()) {
      return;
    }
    for (Content other : Content.values()) {
      if (magic == other.magic()) {
        throw invalid(
            content,
            "it holds %s; are the parts 'file' and 'labels' swapped?"
                .formatted(other == Content.LABELS ? "labels" : "images"));
      }
    }
    throw invalid(
        content,
        "it begins with %08x at offset 0; expected %08x: unsigned bytes (type 08) in %d dimensions"
            .formatted(magic, content.magic(), content.rank));
  }

  private static void requireSize(List<Long> dimensions, Content content, long actual) {
    BigInteger declared =
        dimensions.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    BigInteger difference = BigInteger.valueOf(actual).subtract(declared);
    if (difference.signum() != 0) {
      throw Problem.of(
              ProblemType.DECLARED_SIZE_MISMATCH,
              "The head of the part '%s' declares %s values, and %d bytes follow: %s bytes %s."
                  .formatted(
                      content.part,
                      dimensions,
                      actual,
                      difference.abs(),
                      difference.signum() < 0 ? "are missing" : "too many"))
          .with("part", content.part)
          .with("expected", declared)
          .with("actual", actual)
          .hint("Send the whole file, and nothing behind it.")
          .toException();
    }
  }

  private static RuntimeException invalid(Content content, String reason) {
    return Problem.of(
            ProblemType.IDX_INVALID,
            "The part '%s' cannot be read as IDX: %s.".formatted(content.part, reason))
        .with("part", content.part)
        .toException();
  }
}
