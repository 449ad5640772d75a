package org.trainyard.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file of a kind of table, always with the same content. */
record TableFile(TableKind kind, Path path, long bytes) {

  /** Writes the file, unless it is there. */
  static TableFile of(TableKind kind, IngestArguments arguments) throws IOException {
    Path path = arguments.folder().resolve("%s-%d.csv".formatted(kind.label(), arguments.bytes()));
    if (!Files.exists(path)) {
      Path half = path.resolveSibling(path.getFileName() + ".half");
      write(kind, half, arguments.bytes());
      Files.move(half, path);
    }
    return new TableFile(kind, path, Files.size(path));
  }

  private static void write(TableKind kind, Path path, long bytes) throws IOException {
    Random random = new Random(4);
    try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
      out.write(kind.header());
      StringBuilder row = new StringBuilder();
      long written = kind.header().length();
      for (long number = 0; written < bytes; number++) {
        row.setLength(0);
        kind.row(row, random, number);
        out.append(row);
        written += row.length();
      }
    }
  }
}
