package org.trainyard.app.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person most likely meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name within a third of its length in edits (insert, delete, replace, swap two
   * neighbours), at least two; never one of which more than half would be new.
   */
  public static Optional<String> of(String misspelt, Collection<String> known) {
    String wanted = misspelt.toLowerCase(Locale.ROOT);
    return known.stream()
        // A name of another length is as far away at least: no table for a text of a megabyte.
        .filter(name -> Math.abs(wanted.length() - name.length()) <= allowed(name))
        .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= allowed(name))
        .min(
            Comparator.comparingInt(
                (String name) -> distance(wanted, name.toLowerCase(Locale.ROOT))));
  }

  private static int allowed(String name) {
    return Math.min(Math.max(2, name.length() / 3), name.length() / 2);
  }

  /** The optimal string alignment distance: Levenshtein's, with swaps of two neighbours. */
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      table[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      table[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        table[i][j] = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
        }
      }
    }
    return table[a.length()][b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
