package org.trainyard.app.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a row is used for. */
public enum RowPart {
  TRAINING("train", "training"),
  VALIDATION("validation", "valid", "val"),
  TEST("test");

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> names;

  RowPart(String... names) {
    this.names = List.of(names);
  }

  /** The part that a column of a data set names so, in capitals or not. */
  public static Optional<RowPart> named(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    for (RowPart part : values()) {
      if (part.names.contains(name)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** All texts that name a part. */
  public static List<String> names() {
    return List.of(values()).stream().flatMap(part -> part.names.stream()).toList();
  }
}
