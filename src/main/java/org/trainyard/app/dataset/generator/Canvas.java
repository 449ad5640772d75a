package org.trainyard.app.dataset.generator;

import java.util.Arrays;

/** A grey picture on which strokes are drawn with smooth edges. Belongs to one thread. */
final class Canvas {

  private final int size;
  private final float[] ink; // (size, size), from 0 to 1

  Canvas(int size) {
    this.size = size;
    this.ink = new float[size * size];
  }

  void clear() {
    Arrays.fill(ink, 0);
  }

  float ink(int pixel) {
    return ink[pixel];
  }

  /**
   * Draws a line with round ends; where lines meet the darker one counts.
   *
   * @param halfWidth half the width of the stroke, in pixels
   */
  void line(double x1, double y1, double x2, double y2, double halfWidth) {
    double reach = halfWidth + 0.5;
    int left = within(Math.min(x1, x2) - reach);
    int right = within(Math.max(x1, x2) + reach + 1);
    int top = within(Math.min(y1, y2) - reach);
    int bottom = within(Math.max(y1, y2) + reach + 1);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double distance = distance(x + 0.5, y + 0.5, x1, y1, x2, y2);
        float covered = (float) Math.clamp(reach - distance, 0, 1);
        int pixel = y * size + x;
        ink[pixel] = Math.max(ink[pixel], covered);
      }
    }
  }

  private int within(double coordinate) {
    return Math.clamp((long) Math.floor(coordinate), 0, size);
  }

  /** Of a point from a line between two others. */
  private static double distance(double x, double y, double x1, double y1, double x2, double y2) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = dx * dx + dy * dy;
    double along = square == 0 ? 0 : Math.clamp(((x - x1) * dx + (y - y1) * dy) / square, 0.0, 1.0);
    double ex = x - x1 - along * dx;
    double ey = y - y1 - along * dy;
    return Math.sqrt(ex * ex + ey * ey);
  }
}
