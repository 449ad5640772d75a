package org.trainyard.app.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person most likely meant. */
public final class NearestName {

  private NearestName() {}

  /** The known name within a third of its length in edits (insert, delete, replace), if any is. */
  public static Optional<String> of(String misspelt, Collection<String> known) {
    String wanted = misspelt.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name ->
            distance(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(2, name.length() / 3))
        .min(
            Comparator.comparingInt(
                (String name) -> distance(wanted, name.toLowerCase(Locale.ROOT))));
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
