package org.trainyard.app.dataset.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * The ten digits as strokes, in several fonts. Drawn by hand and not taken from the fonts of the
 * machine, so that they are the same everywhere.
 *
 * <p>Coordinates are those of a box of width and height 1, y downwards.
 */
final class DigitGlyphs {

  private static final int ARC_STEP = 15; // degrees

  private static final DigitGlyphs ROUND =
      new DigitGlyphs(
          List.of(
              strokes(arc(0.5, 0.5, 0.5, 0.5, 0, 360)),
              strokes(line(0.2, 0.2, 0.55, 0, 0.55, 1)),
              strokes(arc(0.5, 0.28, 0.46, 0.28, -170, 35), line(0.87, 0.44, 0.05, 1, 0.98, 1)),
              strokes(arc(0.45, 0.26, 0.42, 0.26, -150, 90), arc(0.45, 0.74, 0.5, 0.26, -90, 150)),
              strokes(line(0.72, 1, 0.72, 0, 0, 0.68, 1, 0.68)),
              strokes(line(0.9, 0, 0.2, 0, 0.12, 0.46), arc(0.45, 0.67, 0.48, 0.33, -130, 140)),
              strokes(arc(0.5, 0.67, 0.46, 0.33, 0, 360), arc(0.95, 0.66, 0.9, 0.66, 180, 260)),
              strokes(line(0, 0, 1, 0, 0.35, 1)),
              strokes(arc(0.5, 0.25, 0.4, 0.25, 0, 360), arc(0.5, 0.74, 0.48, 0.26, 0, 360)),
              strokes(arc(0.5, 0.33, 0.46, 0.33, 0, 360), arc(0.05, 0.34, 0.9, 0.66, 0, 80))));

  /** As on the display of a clock. */
  private static final DigitGlyphs SQUARE =
      new DigitGlyphs(
          List.of(
              strokes(line(0, 0, 1, 0, 1, 1, 0, 1, 0, 0)),
              strokes(line(0.5, 0, 0.5, 1), line(0.15, 1, 0.85, 1), line(0.5, 0, 0.15, 0.15)),
              strokes(line(0, 0, 1, 0, 1, 0.5, 0, 0.5, 0, 1, 1, 1)),
              strokes(line(0, 0, 1, 0, 1, 1, 0, 1), line(0.2, 0.5, 1, 0.5)),
              strokes(line(0, 0, 0, 0.5, 1, 0.5), line(1, 0, 1, 1)),
              strokes(line(1, 0, 0, 0, 0, 0.5, 1, 0.5, 1, 1, 0, 1)),
              strokes(line(1, 0, 0, 0, 0, 1, 1, 1, 1, 0.5, 0, 0.5)),
              strokes(line(0, 0.15, 0, 0, 1, 0, 1, 1)),
              strokes(line(0, 0, 1, 0, 1, 1, 0, 1, 0, 0), line(0, 0.5, 1, 0.5)),
              strokes(line(1, 0.5, 0, 0.5, 0, 0, 1, 0, 1, 1, 0, 1))));

  /** As people write them: a bar without a flag, a crossed seven, loops that do not close. */
  private static final DigitGlyphs HAND =
      new DigitGlyphs(
          List.of(
              strokes(arc(0.5, 0.5, 0.4, 0.5, -80, 265)),
              strokes(line(0.5, 0, 0.5, 1)),
              strokes(
                  arc(0.45, 0.3, 0.42, 0.3, -160, 40),
                  line(0.77, 0.5, 0.25, 0.9),
                  arc(0.22, 0.86, 0.16, 0.12, 60, 330),
                  line(0.36, 0.82, 1, 0.95)),
              strokes(line(0.05, 0, 0.9, 0, 0.45, 0.38), arc(0.4, 0.68, 0.5, 0.32, -80, 150)),
              strokes(line(0.25, 0, 0.05, 0.55, 1, 0.5), line(0.75, 0.2, 0.6, 1)),
              strokes(
                  line(0.25, 0.03, 0.2, 0.42),
                  line(0.25, 0.03, 1, 0),
                  arc(0.4, 0.7, 0.5, 0.3, -120, 130)),
              strokes(line(0.75, 0, 0.2, 0.5), arc(0.5, 0.72, 0.38, 0.28, -150, 190)),
              strokes(line(0, 0.08, 1, 0, 0.4, 1), line(0.3, 0.5, 0.9, 0.5)),
              strokes(
                  arc(0.55, 0.22, 0.36, 0.22, -30, -270),
                  line(0.55, 0.44, 0.85, 0.72),
                  arc(0.48, 0.74, 0.37, 0.26, 0, 220),
                  line(0.2, 0.57, 0.86, 0.1)),
              strokes(arc(0.45, 0.28, 0.4, 0.28, 0, 330), line(0.87, 0.1, 0.75, 1))));

  /** All fonts. */
  static final List<DigitGlyphs> FONTS = List.of(ROUND, SQUARE, HAND);

  private final List<List<double[]>> digits; // strokes of each digit: x, y, x, y, ...

  private DigitGlyphs(List<List<double[]>> digits) {
    this.digits = digits;
  }

  /** The strokes of a digit: polygons as x, y, x, y and so on; not to be changed. */
  List<double[]> strokes(int digit) {
    return digits.get(digit);
  }

  private static List<double[]> strokes(double[]... strokes) {
    return List.of(strokes);
  }

  private static double[] line(double... points) {
    return points;
  }

  /** Part of an ellipse; 0 degrees is to the right, 90 below. */
  private static double[] arc(double x, double y, double rx, double ry, int from, int to) {
    List<Double> points = new ArrayList<>();
    int steps = Math.ceilDiv(Math.abs(to - from), ARC_STEP);
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (double) (to - from) * i / steps);
      points.add(x + rx * StrictMath.cos(angle));
      points.add(y + ry * StrictMath.sin(angle));
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
