package org.trainyard.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code scripts/bench-ingest} was called with.
 *
 * @param bytes of each file
 * @param repeats measured passes of each side, in turn, after one that is not measured
 * @param folder for the files and the service's data
 * @param kinds of files
 */
record IngestArguments(long bytes, int repeats, Path folder, List<TableKind> kinds) {

  private static final String USAGE =
      "usage: bench-ingest [--bytes N] [--repeats N] [--folder DIR] [numeric] [mixed]";

  static IngestArguments parse(String[] arguments) {
    long bytes = 1_000_000_000;
    int repeats = 3;
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "trainyard-ingest");
    List<TableKind> kinds = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--bytes" -> bytes = Long.parseLong(value(arguments, ++i));
        case "--repeats" -> repeats = Integer.parseInt(value(arguments, ++i));
        case "--folder" -> folder = Path.of(value(arguments, ++i));
        default -> kinds.add(kind(arguments[i]));
      }
    }
    return new IngestArguments(
        bytes, repeats, folder, kinds.isEmpty() ? List.of(TableKind.values()) : kinds);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(USAGE);
    }
    return arguments[index];
  }

  private static TableKind kind(String name) {
    for (TableKind kind : TableKind.values()) {
      if (kind.label().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(USAGE);
  }
}
