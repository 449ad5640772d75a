package org.trainyard.published;

import java.util.List;

/**
 * The figure of each seed.
 *
 * @param figures at least one
 */
record Outcomes(List<Double> figures) {

  Outcomes {
    figures = List.copyOf(figures);
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("a recipe needs at least one seed");
    }
  }

  int seeds() {
    return figures.size();
  }

  double mean() {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  double min() {
    return figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
