package org.trainyard.app.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * How well one label is found.
 *
 * @param precision share of its predictions that are right; null if there are none
 * @param recall share of its rows that are found; null if there are none
 * @param f1 {@code 2 tp / (2 tp + fp + fn)}; null if it has neither rows nor predictions
 * @param support its rows
 */
public record LabelFigures(
    String label,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double f1,
    long support) {

  static LabelFigures of(String label, long hits, long predictions, long support) {
    return new LabelFigures(
        label,
        Figure.ratio(hits, predictions),
        Figure.ratio(hits, support),
        Figure.ratio(2 * hits, predictions + support),
        support);
  }
}
