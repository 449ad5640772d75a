package org.trainyard.app.job.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.trainyard.app.HttpService;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.tensor.Matrix;

/** Each symptom in a training that shows it, and not in a healthy one beside it. */
class DiagnosisTests {

  private static final LayerSpec SIGMOID = new LayerSpec.Sigmoid();
  private static final LayerSpec TANH = new LayerSpec.Tanh();
  private static final LayerSpec RELU = new LayerSpec.Relu();

  @Test
  void findsNothingInHealthyTrainings() {
    for (LayerSpec activation : List.of(SIGMOID, TANH, RELU, new LayerSpec.Gelu())) {
      assertThat(Patient.of(blobs(1000, 10), 10).withHidden(activation, 32).findings())
          .as(activation.toString())
          .isEmpty();
      assertThat(
              Patient.of(blobs(1000, 10), 10)
                  .withHidden(activation, 32)
                  .withSgd(0.3)
                  .during(30)
                  .findings())
          .as(activation.toString())
          .isEmpty();
    }
    assertThat(Patient.of(blobs(1000, 10), 10).withHidden(RELU, 32, 32, 32).findings()).isEmpty();
  }

  @Test
  void findsAVanishingGradientInADeepSigmoidNet() {
    Patient deep = Patient.of(blobs(1000, 10), 10).withHidden(SIGMOID, 20, 20, 20, 20, 20);
    List<Finding> findings = deep.withSgd(0.1).findings();
    Finding found = only(findings, Symptom.VANISHING_GRADIENT);
    assertThat(found.layer()).isEqualTo(0);
    assertThat(found.epoch()).isEqualTo(2);
    assertThat(found.message()).startsWith("In layer 0 (linear, 20 units) the gradient");
    assertThat(found.advice()).contains("ReLU", "normalization");
    only(findings, Symptom.NOT_LEARNING);

    assertThat(codes(deep.withSgd(0.1).withHidden(TANH, 20, 20, 20, 20, 20).findings()))
        .doesNotContain(Symptom.VANISHING_GRADIENT);
  }

  /** IBM's course "Deep Neural Networks with PyTorch", lab 8.1: stuck at the loss ln 10. */
  @Test
  void findsTheVanishingGradientOfTheCourse() throws IOException {
    Patient course = Patient.of(mnist(20_000), 10).withSgd(0.01).inBatchesOf(1000).during(10);
    List<Finding> findings = course.withHidden(SIGMOID, 50, 50).findings();
    assertThat(codes(findings))
        .containsExactlyInAnyOrder(Symptom.VANISHING_GRADIENT, Symptom.NOT_LEARNING);
    assertThat(course.withHidden(TANH, 50, 50).findings()).isEmpty();
    assertThat(course.withHidden(RELU, 50, 50).findings()).isEmpty();
  }

  @Test
  void findsAnExplodingGradient() {
    Patient deep =
        Patient.of(blobs(1000, 10), 10).withHidden(RELU, 50, 50, 50, 50).withSgd(1e-6).during(3);
    Patient exploding = deep.withInitializer(new Initializer.Uniform(-1, 1));
    List<Finding> findings = exploding.findings();
    assertThat(only(findings, Symptom.EXPLODING_GRADIENT).advice()).contains("gradientClipping");
    assertThat(codes(findings)).doesNotContain(Symptom.LEARNING_RATE_TOO_HIGH);
    assertThat(codes(deep.withInitializer(new Initializer.HeNormal()).findings()))
        .doesNotContain(Symptom.EXPLODING_GRADIENT);
  }

  @Test
  void findsDeadRelus() {
    Patient patient = Patient.of(blobs(1000, 10), 10).withHidden(RELU, 50, 50).during(6);
    List<Finding> findings = patient.withOptimizer(new Adam(0.5, 0.9, 0.999, 1e-8, 0)).findings();
    assertThat(codes(findings)).contains(Symptom.DEAD_RELU);
    assertThat(codes(patient.findings())).doesNotContain(Symptom.DEAD_RELU);
    assertThat(codes(patient.withInitializer(Initializer.zeros()).findings()))
        .contains(Symptom.DEAD_RELU)
        .doesNotContain(Symptom.VANISHING_GRADIENT);
  }

  @Test
  void findsSaturatedUnits() {
    Patient patient = Patient.of(blobs(1000, 10), 10).withHidden(SIGMOID, 20);
    Finding found =
        only(
            patient.withInitializer(new Initializer.Uniform(-10, 10)).findings(),
            Symptom.SATURATED_UNITS);
    assertThat(found.layer()).isEqualTo(0);
    assertThat(codes(patient.findings())).doesNotContain(Symptom.SATURATED_UNITS);
  }

  @Test
  void findsThatNothingIsLearned() {
    Patient patient = Patient.of(blobs(1000, 10), 10).during(8);
    Finding found =
        only(
            patient.withInitializer(Initializer.zeros()).withSgd(1e-9).findings(),
            Symptom.NOT_LEARNING);
    assertThat(found.epoch()).isEqualTo(5);
    assertThat(found.message()).contains("2.303");
    assertThat(codes(patient.withHidden(TANH, 16).findings())).doesNotContain(Symptom.NOT_LEARNING);
    // Labels that the features cannot tell.
    only(Patient.of(noise(500), 2).withSgd(0.01).findings(), Symptom.NOT_LEARNING);
  }

  @Test
  void findsALearningRateThatIsTooHigh() {
    Patient patient = Patient.of(blobs(1000, 10), 10).withHidden(TANH, 20, 20).during(10);
    assertThat(codes(patient.withSgd(30).findings())).contains(Symptom.LEARNING_RATE_TOO_HIGH);
    assertThat(codes(patient.withOptimizer(new Adam(1, 0.9, 0.999, 1e-8, 0)).findings()))
        .contains(Symptom.LEARNING_RATE_TOO_HIGH);
    assertThat(codes(patient.withSgd(0.1).findings()))
        .doesNotContain(Symptom.LEARNING_RATE_TOO_HIGH);
  }

  @Test
  void findsALearningRateThatIsTooLow() {
    Patient patient = Patient.of(blobs(1000, 10), 10).during(6);
    assertThat(codes(patient.withSgd(1e-5).findings())).contains(Symptom.LEARNING_RATE_TOO_LOW);
    assertThat(codes(patient.withOptimizer(new Adam(1e-7, 0.9, 0.999, 1e-8, 0)).findings()))
        .contains(Symptom.LEARNING_RATE_TOO_LOW);
    assertThat(codes(patient.withSgd(0.1).findings()))
        .doesNotContain(Symptom.LEARNING_RATE_TOO_LOW);
  }

  @Test
  void findsOverFitting() {
    Patient patient =
        Patient.of(noise(100), 2).withHidden(RELU, 100).validatedOn(noise(101)).during(100);
    Finding found = only(patient.findings(), Symptom.OVER_FITTING);
    assertThat(found.message()).contains("validation loss was lowest in epoch");
    assertThat(codes(Patient.of(blobs(1000, 10), 10).validatedOn(blobs(500, 10)).findings()))
        .doesNotContain(Symptom.OVER_FITTING);
  }

  @Test
  void findsUnderFittingAndThePlateau() {
    // A spiral is not to be separated by straight lines.
    Patient linear = Patient.of(spiral(600), 3).withHidden(TANH).during(150);
    List<Symptom> found = codes(linear.findings());
    assertThat(found).contains(Symptom.UNDER_FITTING, Symptom.PLATEAU);
    assertThat(
            codes(
                linear
                    .withHidden(TANH, 50)
                    .during(50)
                    .withOptimizer(new Adam(0.01, 0.9, 0.999, 1e-8, 0))
                    .findings()))
        .doesNotContain(Symptom.UNDER_FITTING, Symptom.PLATEAU);
  }

  private static Finding only(List<Finding> findings, Symptom symptom) {
    List<Finding> found = findings.stream().filter(f -> f.code() == symptom).toList();
    assertThat(found).as("%s in %s", symptom, findings).hasSize(1);
    return found.getFirst();
  }

  private static List<Symptom> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  /** Overlapping clouds, one for each class, in 20 dimensions. */
  private static Samples blobs(int rows, int classes) {
    Random random = new Random(7);
    double[][] centers = new double[classes][20];
    for (double[] center : centers) {
      for (int j = 0; j < center.length; j++) {
        center[j] = random.nextGaussian();
      }
    }
    Matrix inputs = Matrix.zeros(rows, 20);
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      targets.set(row, 0, row % classes);
      for (int j = 0; j < 20; j++) {
        double value = centers[row % classes][j] + 1.2 * random.nextGaussian();
        inputs.set(row, j, (float) (value / Math.sqrt(1 + 1.2 * 1.2)));
      }
    }
    return new ArraySamples(inputs, targets);
  }

  /** Two classes that nothing tells apart. */
  private static Samples noise(int rows) {
    Random random = new Random(rows);
    Matrix inputs = Matrix.zeros(rows, 20);
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      targets.set(row, 0, row % 2);
      for (int j = 0; j < 20; j++) {
        inputs.set(row, j, (float) random.nextGaussian());
      }
    }
    return new ArraySamples(inputs, targets);
  }

  private static Samples spiral(int rows) {
    Matrix inputs = Matrix.zeros(rows, 2);
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      double radius = Math.floorDiv(row, 3) * 3.0 / rows;
      double angle = 4 * (row % 3) + 4 * radius;
      targets.set(row, 0, row % 3);
      inputs.set(row, 0, (float) (2 * radius * Math.sin(angle)));
      inputs.set(row, 1, (float) (2 * radius * Math.cos(angle)));
    }
    return new ArraySamples(inputs, targets);
  }

  /** The first images, scaled to [0, 1]. */
  private static Samples mnist(int rows) throws IOException {
    byte[] pixels = read("train-images-idx3-ubyte.gz", 16 + 784 * rows);
    byte[] labels = read("train-labels-idx1-ubyte.gz", 8 + rows);
    Matrix inputs = Matrix.zeros(rows, 784);
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      targets.set(row, 0, labels[8 + row]);
      for (int j = 0; j < 784; j++) {
        inputs.set(row, j, Byte.toUnsignedInt(pixels[16 + 784 * row + j]) / 255f);
      }
    }
    return new ArraySamples(inputs, targets);
  }

  private static byte[] read(String file, int bytes) throws IOException {
    Path path = HttpService.shared("mnist/" + file);
    try (GZIPInputStream in = new GZIPInputStream(new FileInputStream(path.toFile()))) {
      return in.readNBytes(bytes);
    }
  }
}
