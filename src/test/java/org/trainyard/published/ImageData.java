package org.trainyard.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.tensor.Matrix;

/**
 * A folder with the four files of MNIST, or of a data set of the same form; read when first used.
 */
final class ImageData implements DataSource {

  private static final int VALIDATION_ROWS = 10_000;

  private final Path folder;
  private final Measured measured;
  private Optional<Examples> examples = Optional.empty();

  ImageData(Path folder, Measured measured) {
    this.folder = folder;
    this.measured = measured;
  }

  /** What a trained network is measured on. */
  enum Measured {
    /** The test images, after a training on all training images. */
    TEST,
    /**
     * The last 10,000 training images, after a training on the others: for the choice of
     * hyper-parameters.
     */
    VALIDATION
  }

  @Override
  public Examples draw(long seed) {
    if (examples.isEmpty()) {
      examples = Optional.of(read());
    }
    return examples.get();
  }

  @Override
  public Optional<String> absence() {
    return Files.isDirectory(folder)
        ? Optional.empty()
        : Optional.of("the folder %s is absent".formatted(folder.normalize()));
  }

  private Examples read() {
    ArraySamples training = read("train");
    int kept = training.size() - VALIDATION_ROWS;
    return switch (measured) {
      case TEST -> new Examples(training, read("t10k"));
      case VALIDATION ->
          new Examples(rows(training, 0, kept), rows(training, kept, training.size()));
    };
  }

  private static ArraySamples rows(ArraySamples samples, int from, int to) {
    Matrix inputs = samples.inputs().view(from, to);
    return new ArraySamples(inputs, samples.targets().view(from, to));
  }

  private ArraySamples read(String part) {
    try {
      return IdxImages.read(
          folder.resolve(part + "-images-idx3-ubyte.gz"),
          folder.resolve(part + "-labels-idx1-ubyte.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
