package org.trainyard.app.dataset.idx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Two files that fit each other.
 *
 * @param count images, and labels
 * @param shape of an image
 */
record IdxPair(Path images, Path labels, long count, List<Integer> shape) {

  /** Labels are from 0 to one less than this. */
  static final int LABELS = 256;

  IdxPair {
    shape = List.copyOf(shape);
  }

  /** Told of each image. */
  @FunctionalInterface
  interface ImageConsumer {

    /**
     * An image and its label.
     *
     * @param image row by row, each pixel an unsigned byte; only valid during the call
     */
    void accept(byte[] image, int label) throws IOException;
  }

  int pixels() {
    return shape.get(0) * shape.get(1);
  }

  /** Reads both files from their beginning. */
  void read(ImageConsumer consumer) throws IOException {
    byte[] image = new byte[pixels()];
    byte[] label = new byte[1];
    try (IdxFile pixels = IdxFile.open(images, IdxFile.Content.IMAGES);
        IdxFile classes = IdxFile.open(labels, IdxFile.Content.LABELS)) {
      for (long i = 0; i < count; i++) {
        pixels.read(image);
        classes.read(label);
        consumer.accept(image, label[0] & 0xFF);
      }
    }
  }
}
