package org.trainyard.engine.testing;

import java.util.function.DoubleSupplier;

/** The slopes of a function in float64, from its values on both sides. */
public final class CentralDifferences {

  /** The cube root of the rounding error of a double, about: the best of both errors. */
  private static final double STEP = 1e-5;

  private CentralDifferences() {}

  /**
   * The derivative of {@code function} by each of {@code variables}; good to about nine digits of
   * the largest one.
   *
   * @param variables which the function reads; as before afterwards
   */
  public static double[][] gradient(double[][] variables, DoubleSupplier function) {
    double[][] gradient = new double[variables.length][];
    for (int row = 0; row < variables.length; row++) {
      gradient[row] = new double[variables[row].length];
      for (int column = 0; column < variables[row].length; column++) {
        double original = variables[row][column];
        variables[row][column] = original + STEP;
        double above = function.getAsDouble();
        variables[row][column] = original - STEP;
        double below = function.getAsDouble();
        variables[row][column] = original;
        gradient[row][column] = (above - below) / (2 * STEP);
      }
    }
    return gradient;
  }
}
