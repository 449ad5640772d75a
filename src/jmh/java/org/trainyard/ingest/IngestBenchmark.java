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
 * fields. Both sides read the file once before they are measured; the medians count.
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

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(arguments.folder());
    out.println("| file | bytes | FastCSV alone, MB/s | upload, MB/s | ratio | first upload, MB/s |");
    out.println("|---|---|---|---|---|---|");
    for (TableKind kind : arguments.kinds()) {
      TableFile file = TableFile.of(kind, arguments);
      double alone = median(tokenizing(file));
      try (Service service = Service.start(arguments.folder())) {
        double first = speed(file, service.upload(file.path()));
        report(file, alone, median(uploading(service, file)), first);
      }
    }
  }

  private List<Double> tokenizing(TableFile file) throws IOException {
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i <= arguments.repeats(); i++) {
      long start = System.nanoTime();
      if (Tokenizer.fields(file.path()) == 0) {
        throw new IOException("no fields");
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (i > 0) {
        speeds.add(speed(file, seconds));
      }
    }
    return speeds;
  }

  private List<Double> uploading(Service service, TableFile file)
      throws IOException, InterruptedException {
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < arguments.repeats(); i++) {
      speeds.add(speed(file, service.upload(file.path())));
    }
    return speeds;
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

  private void report(TableFile file, double alone, double upload, double first) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.2f | %.0f |%n",
        file.kind().label(),
        file.bytes(),
        alone,
        upload,
        upload / alone,
        first);
    out.printf(
        Locale.ROOT,
        "{\"file\":\"%s\",\"bytes\":%d,\"heap\":\"%s\",\"fastCsvMegabytesPerSecond\":%.1f,\"uploadMegabytesPerSecond\":%.1f,\"ratio\":%.3f,\"firstUploadMegabytesPerSecond\":%.1f}%n",
        file.kind().label(),
        file.bytes(),
        Service.HEAP,
        alone,
        upload,
        upload / alone,
        first);
  }
}
