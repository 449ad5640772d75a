package org.trainyard.app.dataset.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The column that is likely to be predicted: one with a name that says so, else the last one. Only
 * warnings depend on it.
 */
final class LikelyTarget {

  private static final Set<String> NAMES =
      Set.of(
          "label",
          "labels",
          "target",
          "class",
          "y",
          "output",
          "outcome",
          "response",
          "species",
          "diagnosis",
          "survived",
          "income",
          "price");

  private LikelyTarget() {}

  static Optional<SampledColumn> among(List<SampledColumn> columns) {
    return columns.stream()
        .filter(column -> NAMES.contains(column.column().name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .or(() -> columns.isEmpty() ? Optional.empty() : Optional.of(columns.getLast()))
        .filter(SampledColumn::isScalar);
  }
}
