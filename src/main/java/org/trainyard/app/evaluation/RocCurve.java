package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver operating characteristic of one label against the rest.
 *
 * @param area under the whole curve, not only under the points shown: the share of pairs of a row
 *     with the label and one without in which the first has the higher probability, a tie counting
 *     one half; null if there are no such pairs
 * @param points from (0, 0) to (1, 1); the first one's threshold is null: no row is taken for the
 *     label. Empty where the area is null
 */
public record RocCurve(String label, @Nullable Double area, List<Point> points) {

  public RocCurve {
    points = List.copyOf(points);
  }

  /** Where rows of at least that probability are taken for the label. */
  @Schema(name = "RocPoint") // the document has one name for each
  public record Point(
      @Nullable Float threshold, double falsePositiveRate, double truePositiveRate) {}
}
