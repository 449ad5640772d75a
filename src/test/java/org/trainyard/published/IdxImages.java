package org.trainyard.published;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.tensor.Matrix;

/**
 * Images and labels of unsigned bytes in gzipped IDX files: two zero bytes, the type 8, the number
 * of dimensions, each dimension in four bytes, then the bytes. Source: Y. LeCun, C. Cortes, C.
 * Burges, "The MNIST database".
 */
final class IdxImages {

  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

  private IdxImages() {}

  /** One row for each image, its pixels divided by 255, with its label as the class. */
  static ArraySamples read(Path images, Path labels) throws IOException {
    return new ArraySamples(pixels(images), classes(labels));
  }

  private static Matrix pixels(Path file) throws IOException {
    try (DataInputStream in = open(file, IMAGES)) {
      int rows = in.readInt();
      byte[] image = new byte[in.readInt() * in.readInt()];
      Matrix pixels = Matrix.zeros(rows, image.length);
      for (int row = 0; row < rows; row++) {
        in.readFully(image);
        for (int column = 0; column < image.length; column++) {
          pixels.set(row, column, (image[column] & 0xFF) / 255f);
        }
      }
      return pixels;
    }
  }

  private static Matrix classes(Path file) throws IOException {
    try (DataInputStream in = open(file, LABELS)) {
      Matrix classes = Matrix.zeros(in.readInt(), 1);
      for (int row = 0; row < classes.rows(); row++) {
        classes.set(row, 0, in.readUnsignedByte());
      }
      return classes;
    }
  }

  private static DataInputStream open(Path file, int magic) throws IOException {
    DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
    int found = in.readInt();
    if (found != magic) {
      in.close();
      throw new IOException("%s begins with %08x, not %08x".formatted(file, found, magic));
    }
    return in;
  }
}
