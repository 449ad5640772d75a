package org.trainyard.app.dataset.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.app.storage.Sha256;

/** The synthetic sets against the words that define them. */
class GeneratorTests {

  private static GenerateRequest request(
      Generator generator, long samples, double noise, @Nullable Long classes) {
    return GenerateRequest.of(generator, samples, noise, classes, null, 1L, null);
  }

  /** All rows, targets last. */
  private static float[][] rows(GenerateRequest request) {
    int features =
        request.generator().features().shape().isEmpty()
            ? request.generator().features().names().size()
            : DigitSets.SIZE * DigitSets.SIZE;
    RowDrawer drawer = request.generator().drawer(request);
    float[][] rows = new float[(int) request.samples()][features + 1];
    for (int row = 0; row < rows.length; row++) {
      drawer.draw(row, rows[row], 0);
    }
    return rows;
  }

  private static float[] target(float[][] rows) {
    float[] target = new float[rows.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = rows[i][rows[i].length - 1];
    }
    return target;
  }

  private static String hash(float[][] rows) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length * rows[0].length);
    Arrays.stream(rows)
        .forEach(row -> {
          for (float value : row) {
            bytes.putFloat(value);
          }
        });
    return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes.array()));
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void drawsTheSameBitsForTheSameSeed(Generator generator) {
    double noise = generator.defaultNoise();
    GenerateRequest first = request(generator, 50, noise, null);
    GenerateRequest other = GenerateRequest.of(generator, 50L, 0.3, null, null, 2L, null);

    assertThat(hash(rows(first))).isEqualTo(hash(rows(first)));
    assertThat(hash(rows(other))).isNotEqualTo(hash(rows(first)));
  }

  /** Written by another machine than yours, perhaps: strokes and functions are our own. */
  @Test
  void drawsTheSameDigitsEverywhere() {
    assertThat(hash(rows(request(Generator.DIGITS, 100, 0.1, null))))
        .isEqualTo("56a66b7d376ec86e8515764d1cda37c00d8b2c1a9a5a7956a36013a1dcb4751c");
  }

  /** Columns: generator, samples, rows of class 1. */
  @ParameterizedTest
  @CsvSource({
    "BOX, 40, 7",
    "TWO_BOXES, 100, 26",
    "XOR, 100, 50",
    "MOONS, 100, 50",
    "GAUSS, 500, 250"
  })
  void labelsAsManyRowsAsItsDefinition(Generator generator, long samples, int ones) {
    float[] labels = target(rows(request(generator, samples, 0, null)));

    assertThat(IntStream.range(0, labels.length).filter(i -> labels[i] == 1)).hasSize(ones);
  }

  @Test
  void cutsALineIntoThreeSegments() {
    float[][] rows = rows(request(Generator.THREE_SEGMENTS, 40, 0, null));

    assertThat(rows[0]).containsExactly(-2, 0);
    for (float[] row : rows) {
      int expected = row[0] >= 1 ? 2 : row[0] > -1 ? 1 : 0;
      assertThat(row[1]).as("x = %s", row[0]).isEqualTo(expected);
    }
    assertThat(rows[39][0]).isCloseTo(1.9f, within(1e-6f));
  }

  /** cs231n: radius n / (N - 1), angle 4 j + 4 r. */
  @Test
  void windsASpiral() {
    float[][] rows = rows(request(Generator.SPIRAL, 300, 0, null));

    for (int i = 0; i < rows.length; i++) {
      int label = i % 3;
      int position = i / 3;
      double radius = position / 99.0;
      double angle = 4 * label + 4 * radius;
      assertThat(rows[i][0]).isCloseTo((float) (radius * Math.sin(angle)), within(1e-6f));
      assertThat(rows[i][1]).isCloseTo((float) (radius * Math.cos(angle)), within(1e-6f));
      assertThat(rows[i][2]).isEqualTo(label);
    }
  }

  @Test
  void windsAsManyArmsAsThereAreClassesAsFarAsItIsTold() {
    GenerateRequest request = GenerateRequest.of(Generator.SPIRAL, 700L, 0.0, 7L, 3.0, 1L, null);
    float[][] rows = rows(request);

    assertThat(target(rows)).contains(0, 6).doesNotContain(7);
    double last = Math.atan2(rows[693][0], rows[693][1]); // of arm 0, after 3 whole turns
    assertThat(last).isCloseTo(0, within(1e-5));
  }

  /** scikit-learn: radius 1 and 0.5; (cos t, sin t) and (1 - cos t, 0.5 - sin t). */
  @Test
  void drawsCirclesAndMoons() {
    for (float[] row : rows(request(Generator.CIRCLES, 200, 0, null))) {
      assertThat(Math.hypot(row[0], row[1])).isCloseTo(row[2] == 0 ? 1 : 0.5, within(1e-6));
    }
    for (float[] row : rows(request(Generator.MOONS, 200, 0, null))) {
      double x = row[2] == 0 ? row[0] : 1 - row[0];
      double y = row[2] == 0 ? row[1] : 0.5 - row[1];
      assertThat(Math.hypot(x, y)).isCloseTo(1, within(1e-6));
      assertThat(y).isGreaterThanOrEqualTo(-1e-6);
    }
  }

  /** TensorFlow Playground: the variance is 0.5 + 7 noise. */
  @Test
  void widensCloudsByTheNoise() {
    for (double noise : new double[] {0, 0.5}) {
      float[][] rows = rows(request(Generator.GAUSS, 20_000, noise, null));
      double[] ones =
          Arrays.stream(rows).filter(row -> row[2] == 1).mapToDouble(row -> row[0]).toArray();
      double mean = Arrays.stream(ones).average().orElseThrow();
      double variance =
          Arrays.stream(ones).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(2, within(0.1));
      assertThat(variance).isCloseTo(0.5 + 7 * noise, within(0.15));
    }
  }

  @Test
  void laysACheckerboardAndBlobs() {
    for (float[] row : rows(request(Generator.CHECKERBOARD, 500, 0, null))) {
      assertThat(row[2]).isEqualTo(((int) row[0] + (int) row[1]) % 2);
    }
    float[][] blobs = rows(request(Generator.BLOBS, 60, 0, 5L));
    assertThat(Arrays.stream(blobs).map(Arrays::toString).distinct()).as("centres").hasSize(5);
  }

  @Test
  void computesTargetsOfRegressions() {
    for (float[] row : rows(request(Generator.QUADRATIC, 40, 0, null))) {
      assertThat(row[1]).isCloseTo(row[0] * row[0], within(1e-6f));
    }
    float[][] sine = rows(request(Generator.SINE, 50, 0, null));
    assertThat(sine[49][0]).isCloseTo((float) (2 * Math.PI), within(1e-6f));
    for (float[] row : sine) {
      assertThat(row[1]).isCloseTo((float) Math.sin(row[0]), within(1e-6f));
    }
    for (float[] row : rows(request(Generator.PLANE, 100, 0, null))) {
      assertThat(row[2]).isCloseTo((row[0] + row[1]) / 10, within(1e-6f));
      assertThat(row[0]).isBetween(-6f, 6f);
    }
    for (float[] x : rows(request(Generator.FRIEDMAN, 100, 0, null))) {
      double y =
          10 * Math.sin(Math.PI * x[0] * x[1])
              + 20 * Math.pow(x[2] - 0.5, 2)
              + 10 * x[3]
              + 5 * x[4];
      assertThat(x[10]).isCloseTo((float) y, within(1e-4f));
    }
  }

  @Test
  void drawsDigitsInBytesThatTakeTurns() {
    float[][] rows = rows(request(Generator.DIGITS, 200, 0.2, null));

    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i][784]).isEqualTo(i % 10);
      double ink = 0;
      for (int pixel = 0; pixel < 784; pixel++) {
        float value = rows[i][pixel];
        assertThat(value).isBetween(0f, 255f).isEqualTo((float) Math.rint(value));
        ink += value;
      }
      assertThat(ink / 255).as("white pixels of row %d", i).isBetween(20.0, 400.0);
    }
  }
}
