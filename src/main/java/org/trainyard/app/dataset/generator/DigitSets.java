package org.trainyard.app.dataset.generator;

/**
 * Pictures of digits: a font is drawn with strokes of some width, made wider, narrower or slanted,
 * bent a little, rotated, shifted; then every pixel gets noise. The digits take turns, row by row.
 */
final class DigitSets {

  static final int SIZE = 28;
  private static final int DIGITS = 10;
  private static final int WHITE = 255;

  private DigitSets() {}

  static RowDrawer digits(GenerateRequest request, Draws draws) {
    Canvas canvas = new Canvas(SIZE);
    return (row, values, at) -> {
      int digit = (int) (row % DIGITS);
      canvas.clear();
      draw(digit, canvas, draws);
      for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
        double ink = canvas.ink(pixel) + noise(request, draws);
        values[at + pixel] = Math.clamp(Math.round(WHITE * ink), 0, WHITE);
      }
      values[at + SIZE * SIZE] = digit;
    };
  }

  private static double noise(GenerateRequest request, Draws draws) {
    return request.noise() == 0 ? 0 : request.noise() * draws.gaussian();
  }

  private static void draw(int digit, Canvas canvas, Draws draws) {
    DigitGlyphs font = DigitGlyphs.FONTS.get(draws.below(DigitGlyphs.FONTS.size()));
    Placement placement = Placement.drawn(draws);
    double halfWidth = draws.uniform(0.7, 1.7);
    for (double[] stroke : font.strokes(digit)) {
      double x = placement.x(stroke[0], stroke[1]);
      double y = placement.y(stroke[0], stroke[1]);
      for (int i = 2; i < stroke.length; i += 2) {
        double nextX = placement.x(stroke[i], stroke[i + 1]);
        double nextY = placement.y(stroke[i], stroke[i + 1]);
        canvas.line(x, y, nextX, nextY, halfWidth);
        x = nextX;
        y = nextY;
      }
    }
  }

  /**
   * Where a point of a glyph lies in the picture.
   *
   * @param bend how far the middle of a stroke is moved aside, in units of the glyph
   * @param phase where along the height it bends, in radians
   */
  private record Placement(
      double width,
      double height,
      double slant,
      double bend,
      double phase,
      double cos,
      double sin,
      double middleX,
      double middleY) {

    static Placement drawn(Draws draws) {
      double angle = StrictMath.toRadians(draws.uniform(-15, 15));
      double middle = SIZE / 2.0;
      return new Placement(
          draws.uniform(10, 14),
          draws.uniform(16, 20),
          draws.uniform(-0.15, 0.35),
          draws.uniform(-0.1, 0.1),
          draws.uniform(0, 2 * StrictMath.PI),
          StrictMath.cos(angle),
          StrictMath.sin(angle),
          middle + draws.uniform(-2.2, 2.2),
          middle + draws.uniform(-2.2, 2.2));
    }

    double x(double glyphX, double glyphY) {
      return middleX + cos * across(glyphX, glyphY) - sin * down(glyphY);
    }

    double y(double glyphX, double glyphY) {
      return middleY + sin * across(glyphX, glyphY) + cos * down(glyphY);
    }

    private double across(double glyphX, double glyphY) {
      double bent = glyphX + bend * StrictMath.sin(phase + 2 * StrictMath.PI * glyphY);
      return width * (bent - 0.5 - slant * (glyphY - 0.5));
    }

    private double down(double glyphY) {
      return height * (glyphY - 0.5);
    }
  }
}
