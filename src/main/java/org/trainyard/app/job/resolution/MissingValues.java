package org.trainyard.app.job.resolution;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.web.Echo;

/** Where numbers are missing; a missing text needs no rule, because it has an input of its own. */
final class MissingValues {

  private static final int SHOWN = 20;

  private MissingValues() {}

  /** The columns of numbers with missing ones and how many, in words; empty if there are none. */
  static Optional<String> of(List<Column> columns) {
    List<Column> lacking =
        columns.stream()
            .filter(Column.Numeric.class::isInstance)
            .filter(column -> column.missing() > 0)
            .toList();
    String counts =
        lacking.stream()
            .limit(SHOWN)
            .map(column -> "%s (%d)".formatted(Echo.of(column.name()), column.missing()))
            .collect(Collectors.joining(", "));
    int more = lacking.size() - SHOWN;
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(more > 0 ? "%s and %d more".formatted(counts, more) : counts);
  }
}
