package org.trainyard.app.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * A file of unsigned bytes in the IDX format: two zero bytes, the type 0x08, the number of
 * dimensions, each dimension as a big-endian 32-bit number, then the bytes. Source: Y. LeCun, C.
 * Cortes, C. Burges, "The MNIST database".
 */
final class IdxFile implements AutoCloseable {

  private final DataInputStream in;
  private final List<Integer> dimensions;

  private IdxFile(DataInputStream in, List<Integer> dimensions) {
    this.in = in;
    this.dimensions = List.copyOf(dimensions);
  }

  /**
   * Opens a file and checks its head against its length.
   *
   * @param what the file is, for messages
   * @param rank how many dimensions it must have
   */
  static IdxFile open(Path file, String what, int rank) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    try {
      return new IdxFile(in, head(in, what, rank, Files.size(file)));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The sizes, the number of items first. */
  List<Integer> dimensions() {
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

  private static List<Integer> head(DataInputStream in, String what, int rank, long size)
      throws IOException {
    long headBytes = 4L + 4L * rank;
    if (size < headBytes) {
      throw invalid(what, "it has %d bytes, its head alone takes %d".formatted(size, headBytes));
    }
    int magic = in.readInt();
    if (magic != (0x0800 | rank)) {
      throw invalid(
          what,
          "it begins with %08x; expected %08x: unsigned bytes in %d dimensions"
              .formatted(magic, 0x0800 | rank, rank));
    }
    List<Integer> dimensions = new ArrayList<>();
    long elements = 1;
    for (int i = 0; i < rank; i++) {
      int dimension = in.readInt();
      if (dimension < 1) {
        throw invalid(what, "dimension %d is %d".formatted(i + 1, dimension));
      }
      dimensions.add(dimension);
      elements = Math.min(elements * dimension, Integer.MAX_VALUE * 4L); // no overflow
    }
    if (elements != size - headBytes) {
      throw Problem.of(
              ProblemType.DECLARED_SIZE_MISMATCH,
              "The head of the %s file declares %s values, and %d bytes follow."
                  .formatted(what, dimensions, size - headBytes))
          .toException();
    }
    return dimensions;
  }

  private static RuntimeException invalid(String what, String reason) {
    return Problem.of(
            ProblemType.IDX_INVALID, "The %s file is not IDX: %s.".formatted(what, reason))
        .toException();
  }
}
