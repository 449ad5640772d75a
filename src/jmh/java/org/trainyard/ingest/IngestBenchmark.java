package org.trainyard.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Compares an upload through the service with what FastCSV alone needs to cut the same file into
 * fields. Both sides read the file once before they are measured, then in turn; the medians count, and
 * that of the ratios of one turn each.
 */
public final class IngestBenchmark {

  private final IngestArguments arguments;
  private final PrintStream out;

  private IngestBenchmark(IngestArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    new IngestBenchmark(IngestArguments.parse(arguments), System.out).run();
  }

  private void run() throws IOException {
    Files.createDirectories(arguments.folder());
    out.println("| file | bytes | FastCSV alone, MB/s | upload, MB/s | ratio | first upload, MB/s |");
    out.println("|---|---|---|---|---|---|");
    for (TableKind kind : arguments.kinds()) {
      TableFile file = TableFile.of(kind, arguments);
      tokenize(file);
      try (Service service = Service.start(arguments.folder())) {
        double first = speed(file, service.upload(file.path()));
        List<Double> alone = new ArrayList<>();
        List<Double> uploads = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < arguments.repeats(); i++) {
          alone.add(tokenize(file));
          uploads.add(speed(file, service.upload(file.path())));
          ratios.add(uploads.getLast() / alone.getLast());
        }
        report(file, median(alone), median(uploads), median(ratios), first);
      }
    }
  }

  private static double tokenize(TableFile file) throws IOException {
    long start = System.nanoTime();
    if (Tokenizer.fields(file.path()) == 0) {
      throw new IOException("no fields");
    }
    return speed(file, (System.nanoTime() - start) / 1e9);
  }

  /** Megabytes, of a million bytes, a second. */
  private static double speed(TableFile file, double seconds) {
    return file.bytes() / 1e6 / seconds;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void report(
      TableFile file, double alone, double upload, double ratio, double first) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.2f | %.0f |%n",
        file.kind().label(),
        file.bytes(),
        alone,
        upload,
        ratio,
        first);
    out.printf(
        Locale.ROOT,
        "{\"file\":\"%s\",\"bytes\":%d,\"heap\":\"%s\",\"fastCsvMegabytesPerSecond\":%.1f,\"uploadMegabytesPerSecond\":%.1f,\"ratio\":%.3f,\"firstUploadMegabytesPerSecond\":%.1f}%n",
        file.kind().label(),
        file.bytes(),
        Service.HEAP,
        alone,
        upload,
        ratio,
        first);
  }
}
