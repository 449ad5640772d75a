package org.trainyard.predict;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.trainyard.app.HttpService;

/**
 * How long it takes until a model answers that is not in memory, beside reading and hashing its
 * file. The service keeps no model in memory, so that each request loads it.
 */
final class Loading {

  private final PredictArguments arguments;
  private final PrintStream out;

  Loading(PredictArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    try (Service service = Service.start("trainyard.models.cache-size=1B")) {
      Models.trainLarge(service.http());
      Path file = largest(service.models());
      List<Double> hashing = new ArrayList<>();
      List<Double> loading = new ArrayList<>();
      for (int round = 0; round < 10 * arguments.rounds(); round++) {
        double hashed = millis(() -> hash(file));
        double loaded = millis(() -> ask(service.http()));
        if (round >= 5 * arguments.rounds()) {
          hashing.add(hashed);
          loading.add(loaded);
        }
      }
      double hash = PredictBenchmark.median(hashing);
      double load = PredictBenchmark.median(loading);
      out.printf(
          Locale.ROOT,
          "%nA model of %d bytes: reading and hashing its file %.1f ms, loading it and predicting a row %.1f ms, ratio %.2f (bound 3)%n",
          Files.size(file),
          hash,
          load,
          load / hash);
    }
  }

  private static Path largest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }

  private static void hash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      if (digest.digest().length != 32) {
        throw new IllegalStateException();
      }
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One row of zeros, in binary. */
  private static void ask(HttpService http) {
    int status =
        http.send(
                http.request("/v2/models/%s/infer".formatted(Models.LARGE))
                    .header("Inference-Header-Content-Length", "0")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[4 * 784])))
            .statusCode();
    if (status != 200) {
      throw new IllegalStateException("status " + status);
    }
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
