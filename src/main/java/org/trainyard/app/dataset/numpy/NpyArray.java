package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * An array in a part of a file, in the NPY format (NumPy Enhancement Proposal 1): the magic bytes,
 * the version, the length of the head, the head, the values.
 *
 * @param name of the array in an archive, empty where it stands alone
 */
record NpyArray(String name, Path file, long offset, NpyHead head) {

  private static final byte[] MAGIC = HexFormat.of().parseHex("934e554d5059");
  private static final int MOST_HEAD = 10_000; // characters, as in NumPy itself
  private static final int MOST_RANK = 4;
  private static final int PREFIX = 12; // magic, version, length of the head

  /**
   * The array in a part of a file; its head is checked against the length of that part.
   *
   * @throws org.trainyard.app.web.ProblemException if it cannot be read
   */
  static NpyArray open(String name, Path file, long offset, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHead head = head(channel, offset, length);
      if (head.shape().isEmpty() || head.shape().size() > MOST_RANK) {
        throw new NpyHeadParser.Malformed(
            "its shape is %s; read are 1 to %d dimensions, of which the first counts the rows"
                .formatted(head.shapeInWords(), MOST_RANK));
      }
      requireSize(name, head, length - head.bytes());
      return new NpyArray(name, file, offset, head);
    } catch (NpyHeadParser.Malformed e) {
      throw invalid(name, String.valueOf(e.getMessage())).toException();
    } catch (NpyType.ObjectArray _) {
      throw Problem.of(
              ProblemType.NPY_OBJECT_ARRAY,
              "%s holds Python objects. Object arrays contain pickled code and are never loaded."
                  .formatted(subject(name)))
          .hint("Save it with a numeric dtype, such as a.astype('float32').")
          .toException();
    }
  }

  static boolean begins(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.mismatch(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length) < 0;
  }

  long rows() {
    return head.shape().getFirst();
  }

  /** Values of a row; one where there is no dimension but that of rows. */
  long width() {
    return head.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
  }

  /** All values, as long as the arena is open. */
  MemorySegment values(Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(
          FileChannel.MapMode.READ_ONLY,
          offset + head.bytes(),
          head.valueBytes().longValueExact(),
          arena);
    }
  }

  private static NpyHead head(FileChannel channel, long offset, long length) throws IOException {
    byte[] first = read(channel, offset, (int) Math.min(PREFIX, length));
    if (!begins(first)) {
      throw new NpyHeadParser.Malformed("it does not begin with the six bytes \\x93NUMPY");
    }
    if (first.length < PREFIX) {
      throw new NpyHeadParser.Malformed("its head ends early");
    }
    ByteBuffer prefix = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
    int major = prefix.get(6);
    int minor = prefix.get(7);
    if (major < 1 || major > 3 || minor != 0) {
      throw new NpyHeadParser.Malformed(
          "its version is %d.%d; read are 1.0, 2.0 and 3.0".formatted(major, minor));
    }
    int start = major == 1 ? 10 : 12;
    long size =
        major == 1
            ? Short.toUnsignedLong(prefix.getShort(8))
            : Integer.toUnsignedLong(prefix.getInt(8));
    if (size > MOST_HEAD) {
      throw new NpyHeadParser.Malformed(
          "its head declares %d characters, the limit is %d".formatted(size, MOST_HEAD));
    }
    if (start + size > length) {
      throw new NpyHeadParser.Malformed("its head ends early");
    }
    String text =
        new String(
            read(channel, offset + start, (int) size),
            major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return NpyHeadParser.parse(text, start + (int) size);
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[length]);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the staged file is shorter than it was");
      }
    }
    return bytes.array();
  }

  private static void requireSize(String name, NpyHead head, long actual) {
    BigInteger difference = BigInteger.valueOf(actual).subtract(head.valueBytes());
    if (difference.signum() != 0) {
      throw Problem.of(
              ProblemType.DECLARED_SIZE_MISMATCH,
              "%s declares the shape %s of values of %d bytes, and %d bytes follow: %s bytes %s."
                  .formatted(
                      subject(name),
                      head.shapeInWords(),
                      head.type().bytes(),
                      actual,
                      difference.abs(),
                      difference.signum() < 0 ? "are missing" : "too many"))
          .with("expected", head.valueBytes())
          .with("actual", actual)
          .hint("Send the whole file, and nothing behind it.")
          .toException();
    }
    if (head.valueBytes().signum() == 0) {
      throw Problem.of(
              ProblemType.DATASET_EMPTY,
              "%s has the shape %s, and so no values."
                  .formatted(subject(name), head.shapeInWords()))
          .toException();
    }
  }

  /** The refusal of an array; {@code reason} ends the sentence. */
  static Problem invalid(String name, String reason) {
    return Problem.of(
        ProblemType.NPY_INVALID, "%s cannot be read: %s.".formatted(subject(name), reason));
  }

  private static String subject(String name) {
    return name.isEmpty() ? "The array" : "The array '%s'".formatted(name);
  }
}
