package org.trainyard.app.dataset.text;

/** Whether a field stood in quotes, which makes it a value whatever it says. */
public enum Quoting {
  QUOTED,
  BARE
}
