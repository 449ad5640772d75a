package org.trainyard.app.dataset.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The synthetic data sets.
 *
 * <p>Sources: the notes of Stanford's cs231n (spiral), scikit-learn's {@code make_moons}, {@code
 * make_circles}, {@code make_blobs} and {@code make_friedman1}, TensorFlow Playground (gauss,
 * plane), the exercises of IBM's course on deep neural networks (box, twoBoxes, threeSegments,
 * quadratic).
 */
enum Generator {
  @JsonProperty("spiral")
  SPIRAL(
      "Arms of a spiral, one for each class; noise is the deviation of the angle.",
      Target.CLASSES,
      1500,
      0.2,
      Classes.SEVERAL,
      Features.PLANE),
  @JsonProperty("xor")
  XOR(
      "The corners of a square; opposite ones have the same label.",
      Target.CLASSES,
      1500,
      0.05,
      Classes.TWO,
      Features.PLANE),
  @JsonProperty("circles")
  CIRCLES(
      "A circle of radius 1 and one of radius 0.5 inside it.",
      Target.CLASSES,
      1500,
      0.1,
      Classes.TWO,
      Features.PLANE),
  @JsonProperty("moons")
  MOONS(
      "Two half circles that reach into each other.",
      Target.CLASSES,
      1500,
      0.2,
      Classes.TWO,
      Features.PLANE),
  @JsonProperty("blobs")
  BLOBS(
      "Round clouds around centres in [-10, 10); noise is their deviation.",
      Target.CLASSES,
      1500,
      1,
      Classes.SEVERAL,
      Features.PLANE),
  @JsonProperty("gauss")
  GAUSS(
      "Two round clouds around (2, 2) and (-2, -2); noise from 0 to 0.5 widens them.",
      Target.CLASSES,
      500,
      0,
      Classes.TWO,
      Features.PLANE),
  @JsonProperty("checkerboard")
  CHECKERBOARD(
      "The fields of a board of 4 x 4 in [0, 4); noise moves points after they have their label.",
      Target.CLASSES,
      1500,
      0,
      Classes.TWO,
      Features.PLANE),
  @JsonProperty("box")
  BOX(
      "Equally spaced x in [-20, 20); class 1 if -4 < x < 4.",
      Target.CLASSES,
      40,
      0,
      Classes.TWO,
      Features.LINE),
  @JsonProperty("twoBoxes")
  TWO_BOXES(
      "Equally spaced x in [-20, 20]; class 1 if -10 < x < -5 or 5 < x < 10.",
      Target.CLASSES,
      100,
      0,
      Classes.TWO,
      Features.LINE),
  @JsonProperty("threeSegments")
  THREE_SEGMENTS(
      "Equally spaced x in [-2, 2); class 1 if -1 < x < 1, class 2 if x >= 1, else class 0.",
      Target.CLASSES,
      40,
      0,
      Classes.THREE,
      Features.LINE),
  @JsonProperty("quadratic")
  QUADRATIC(
      "Equally spaced x in [-1, 1], y = x^2; noise is added to y.",
      Target.NUMBER,
      40,
      1,
      Classes.NONE,
      Features.LINE),
  @JsonProperty("sine")
  SINE(
      "Equally spaced x over the given turns of 2 pi, y = sin x; noise is added to y.",
      Target.NUMBER,
      200,
      0.1,
      Classes.NONE,
      Features.LINE),
  @JsonProperty("plane")
  PLANE(
      "x1 and x2 uniform in [-6, 6), y = (x1 + x2) / 10; noise from 0 to 0.5 moves the point whose y it is.",
      Target.NUMBER,
      1200,
      0,
      Classes.NONE,
      Features.PLANE),
  @JsonProperty("friedman")
  FRIEDMAN(
      "Ten features uniform in [0, 1); y = 10 sin(pi x1 x2) + 20 (x3 - 0.5)^2 + 10 x4 + 5 x5; noise is added to y.",
      Target.NUMBER,
      1500,
      1,
      Classes.NONE,
      Features.TEN),
  @JsonProperty("digits")
  DIGITS(
      "Pictures of the digits 0 to 9 in several fonts, bent, rotated and shifted; noise is the deviation of the grey of a pixel, from 0 for black to 1 for white.",
      Target.CLASSES,
      10_000,
      0.1,
      Classes.TEN,
      Features.PICTURE);

  private final String description;
  private final Target target;
  private final long samples;
  private final double noise;
  private final Classes classes;
  private final Features features;

  Generator(
      String description,
      Target target,
      long samples,
      double noise,
      Classes classes,
      Features features) {
    this.description = description;
    this.target = target;
    this.samples = samples;
    this.noise = noise;
    this.classes = classes;
    this.features = features;
  }

  /** What is to be predicted. */
  enum Target {
    /** The column {@code label}. */
    CLASSES,
    /** The column {@code y}. */
    NUMBER
  }

  /** The features. */
  enum Features {
    LINE,
    PLANE,
    TEN,
    /** One feature of 28 x 28 bytes. */
    PICTURE;

    List<String> names() {
      return switch (this) {
        case LINE -> List.of("x");
        case PLANE -> List.of("x1", "x2");
        case TEN -> IntStream.rangeClosed(1, 10).mapToObj(i -> "x" + i).toList();
        case PICTURE -> List.of("pixels");
      };
    }

    /** Of the only feature; empty if each feature is one number. */
    List<Integer> shape() {
      return switch (this) {
        case LINE, PLANE, TEN -> List.of();
        case PICTURE -> List.of(DigitSets.SIZE, DigitSets.SIZE);
      };
    }
  }

  /** How many classes there may be. */
  enum Classes {
    NONE(0, 0, 0),
    TWO(2, 2, 2),
    THREE(3, 3, 3),
    TEN(10, 10, 10),
    SEVERAL(3, 2, 10);

    private final int usual;
    private final int least;
    private final int most;

    Classes(int usual, int least, int most) {
      this.usual = usual;
      this.least = least;
      this.most = most;
    }

    /** Unless the client says otherwise. */
    int usual() {
      return usual;
    }

    int least() {
      return least;
    }

    int most() {
      return most;
    }
  }

  String description() {
    return description;
  }

  Target target() {
    return target;
  }

  Features features() {
    return features;
  }

  /** How many rows unless the client says otherwise. */
  long defaultSamples() {
    return samples;
  }

  /** The noise unless the client says otherwise. */
  double defaultNoise() {
    return noise;
  }

  Classes classes() {
    return classes;
  }

  /** Whether {@code turns} means something. */
  boolean turns() {
    return this == SPIRAL || this == SINE;
  }

  /** How far the spiral or the sine goes round unless the client says otherwise. */
  double defaultTurns() {
    return this == SPIRAL ? PlaneSets.TURNS : 1;
  }

  RowDrawer drawer(GenerateRequest request) {
    Draws draws = new Draws(request.seed());
    return switch (this) {
      case SPIRAL -> PlaneSets.spiral(request, draws);
      case XOR -> PlaneSets.xor(request, draws);
      case CIRCLES -> PlaneSets.circles(request, draws);
      case MOONS -> PlaneSets.moons(request, draws);
      case BLOBS -> PlaneSets.blobs(request, draws);
      case GAUSS -> PlaneSets.gauss(request, draws);
      case CHECKERBOARD -> PlaneSets.checkerboard(request, draws);
      case BOX -> LineSets.box(request, draws);
      case TWO_BOXES -> LineSets.twoBoxes(request, draws);
      case THREE_SEGMENTS -> LineSets.threeSegments(request, draws);
      case QUADRATIC -> LineSets.quadratic(request, draws);
      case SINE -> LineSets.sine(request, draws);
      case PLANE -> PlaneSets.plane(request, draws);
      case FRIEDMAN -> LineSets.friedman(request, draws);
      case DIGITS -> DigitSets.digits(request, draws);
    };
  }

  /** The name in JSON. */
  String label() {
    String[] words = name().split("_", -1);
    StringBuilder label = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
    for (int i = 1; i < words.length; i++) {
      label.append(words[i].charAt(0));
      label.append(words[i].substring(1).toLowerCase(Locale.ROOT));
    }
    return label.toString();
  }
}
