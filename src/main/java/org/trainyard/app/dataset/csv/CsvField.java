package org.trainyard.app.dataset.csv;

import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.dataset.text.Quoting;

/**
 * A field.
 *
 * @param text without quotes; where it stood in none, without the blanks around it
 */
record CsvField(String text, Quoting quoting) {

  boolean isBlank() {
    return text.isEmpty() && quoting == Quoting.BARE;
  }

  boolean isMissing(Notation notation) {
    return notation.isMissing(text, quoting);
  }
}
