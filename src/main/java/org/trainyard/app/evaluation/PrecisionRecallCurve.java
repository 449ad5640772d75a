package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Precision against recall of one label against the rest.
 *
 * @param area the average precision over all thresholds, {@code sum of (R_i - R_(i-1)) P_i},
 *     without interpolation, which would flatter; null if no row has the label
 * @param points from the highest threshold to the lowest; empty where the area is null
 */
public record PrecisionRecallCurve(String label, @Nullable Double area, List<Point> points) {

  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /** Where rows of at least that probability are taken for the label. */
  @Schema(name = "PrecisionRecallPoint") // the document has one name for each
  public record Point(float threshold, double recall, double precision) {}
}
