package org.trainyard.larger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.table.Table;
import tools.jackson.databind.JsonNode;

/**
 * Trains the same network on a data set that is larger than the heap and on one whose rows are kept
 * in memory, in one process, through the service, in turn: each run on the large set stands beside the
 * mean of those on the small one before and behind it, and the medians count. Both sets come from the
 * store's own writer.
 */
public final class LargerBenchmark {

  /** Few enough for the share of a heap of 1 GB that encoded rows may take. */
  private static final int SMALL_ROWS = 30_000;

  private static final int SMALL_EPOCHS = 10;

  private final LargerArguments arguments;
  private final PrintStream out;

  private LargerBenchmark(LargerArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    new LargerBenchmark(LargerArguments.parse(arguments), System.out).run();
    System.exit(0);
  }

  private void run() throws IOException {
    Path data = Files.createTempDirectory(arguments.folder(), "trainyard-larger-");
    try (RunningService service = RunningService.start(data, List.of())) {
      long rows = arguments.bytes() / Pictures.ROW_BYTES;
      Dataset small = stored(service, SMALL_ROWS);
      long start = System.nanoTime();
      Dataset large = stored(service, rows);
      out.printf(
          Locale.ROOT,
          "%d rows, %.2f GB stored in %.0f s; heap %.2f GB; memory of the machine %.1f GB, free or in the page cache %.1f GB: where the file fits into the cache, it is read from there.%n",
          rows,
          large.bytes() / 1e9,
          (System.nanoTime() - start) / 1e9,
          Runtime.getRuntime().maxMemory() / 1e9,
          memory("MemTotal"),
          memory("MemAvailable"));
      out.println("| 784-hidden-10 | in memory, samples/s | larger, samples/s | ratio |");
      out.println("|---|---|---|---|");
      for (String network : arguments.networks()) {
        compare(service.http(), network, small, large);
      }
    } finally {
      delete(data);
    }
  }

  private static Dataset stored(RunningService service, long rows) throws IOException {
    Table table = new Table(new Pictures(rows), service.bean(DatasetProperties.class));
    return service
        .bean(DatasetCatalog.class)
        .add("pictures", DatasetFormat.GENERATED, bytes -> bytes, table);
  }

  private void compare(HttpService http, String network, Dataset small, Dataset large) {
    speed(http, network, small, SMALL_EPOCHS); // for the JIT compiler
    List<Double> inMemory = new ArrayList<>();
    List<Double> larger = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    inMemory.add(speed(http, network, small, SMALL_EPOCHS));
    for (int i = 0; i < arguments.rounds(); i++) {
      double before = inMemory.getLast();
      larger.add(speed(http, network, large, arguments.epochs()));
      inMemory.add(speed(http, network, small, SMALL_EPOCHS));
      ratios.add(larger.getLast() / ((before + inMemory.getLast()) / 2));
    }
    report(network, large, median(inMemory), median(larger), ratios);
  }

  private void report(
      String network, Dataset large, double memory, double larger, List<Double> ratios) {
    double ratio = median(ratios);
    out.printf(
        Locale.ROOT, "| %s | %.0f | %.0f | %.3f |%n", network, memory, larger, ratio);
    out.printf(
        Locale.ROOT,
        "{\"hidden\":\"%s\",\"threads\":%d,\"bytes\":%d,\"heap\":%d,\"inMemorySamplesPerSecond\":%.0f,\"largerSamplesPerSecond\":%.0f,\"ratio\":%.3f,\"ratios\":%s}%n",
        network,
        arguments.threads(),
        large.bytes(),
        Runtime.getRuntime().maxMemory(),
        memory,
        larger,
        ratio,
        ratios);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  /** Samples a second over all epochs but the first. */
  private double speed(HttpService http, String network, Dataset dataset, int epochs) {
    JsonNode job =
        http.train(
            """
            {"dataset": "%s", "target": "label", "split": {"validation": 0},
             "network": {"hidden": [%s]}, "optimizer": {"type": "sgd", "learningRate": 0.001},
             "training": {"epochs": %d, "batchSize": 128, "threads": %d, "diagnostics": false}}
            """
                .formatted(dataset.id(), network, epochs, arguments.threads()));
    if (!job.get("state").asString().equals("SUCCEEDED")) {
      throw new IllegalStateException(job.toString());
    }
    double samples = 0;
    double seconds = 0;
    for (JsonNode epoch :
        http.get("/api/v1/jobs/%s/metrics".formatted(job.get("id").asString())).get("epochs")) {
      if (epoch.get("epoch").asInt() > 1 || epochs == 1) {
        samples += dataset.rows();
        seconds += epoch.get("seconds").asDouble();
      }
    }
    return samples / seconds;
  }

  /** Gigabytes that the kernel reports under a name; NaN where it does not. */
  private static double memory(String name) throws IOException {
    Path info = Path.of("/proc/meminfo");
    if (!Files.exists(info)) {
      return Double.NaN;
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e9)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
