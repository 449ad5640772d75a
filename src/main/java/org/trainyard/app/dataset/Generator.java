package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The synthetic data sets: points in the plane (x1, x2) with a label. */
enum Generator {
  /** As in cs231n: one arm for each class, radius 0 to 1, noise on the angle. */
  @JsonProperty("spiral")
  SPIRAL("Arms of a spiral, one for each class; noise is the deviation of the angle.", 0.2, 3),
  /** Corners of the unit square; opposite corners have the same label. */
  @JsonProperty("xor")
  XOR("The corners of a square; opposite ones have the same label.", 0.05, 2),
  /** As scikit-learn's make_circles with factor 0.5. */
  @JsonProperty("circles")
  CIRCLES("A circle of radius 1 and one of radius 0.5 inside it.", 0.1, 2),
  /** As scikit-learn's make_moons. */
  @JsonProperty("moons")
  MOONS("Two half circles that reach into each other.", 0.2, 2);

  private final String description;
  private final double noise;
  private final int classes;

  Generator(String description, double noise, int classes) {
    this.description = description;
    this.noise = noise;
    this.classes = classes;
  }

  String description() {
    return description;
  }

  /** The noise unless the client says otherwise. */
  double defaultNoise() {
    return noise;
  }

  /** The number of classes unless the client says otherwise; only a spiral may have others. */
  int defaultClasses() {
    return classes;
  }

  /** The name in JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
