package org.trainyard.app.dataset.csv;

/**
 * A field.
 *
 * @param text without quotes; where it stood in none, without the blanks around it
 */
record CsvField(String text, Quoting quoting) {

  /** Whether a field stood in quotes, which makes it a value whatever it says. */
  enum Quoting {
    QUOTED,
    BARE
  }

  boolean isBlank() {
    return text.isEmpty() && quoting == Quoting.BARE;
  }
}
