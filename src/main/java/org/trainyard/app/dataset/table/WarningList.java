package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.dataset.Dataset;

/** Collects warnings, a limited number of each kind. */
final class WarningList {

  private static final int MOST_OF_A_KIND = 20;

  private final List<Dataset.Warning> warnings = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Adds a warning; {@code column} is empty if it concerns the whole. */
  void add(String code, String column, String message) {
    if (counts.merge(code, 1, Integer::sum) <= MOST_OF_A_KIND) {
      warnings.add(new Dataset.Warning(code, message, column));
    }
  }

  List<Dataset.Warning> all() {
    List<Dataset.Warning> all = new ArrayList<>(warnings);
    counts.forEach((code, count) -> {
      if (count > MOST_OF_A_KIND) {
        all.add(
            new Dataset.Warning(
                code,
                "%d more columns have this warning; do the same with them."
                    .formatted(count - MOST_OF_A_KIND),
                ""));
      }
    });
    return all;
  }
}
