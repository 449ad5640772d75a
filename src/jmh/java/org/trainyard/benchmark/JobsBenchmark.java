package org.trainyard.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.trainyard.app.HttpService;
import org.trainyard.app.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * A thousand tiny trainings, submitted over HTTP at once: how many end a second, how long a
 * submission takes meanwhile, and where the time goes that is not training. They come when the JIT
 * compiler of the service has little left to do: before, its threads take a core from the others.
 */
public final class JobsBenchmark {

  private static final int CLIENTS = 4;
  private static final int WARM_UP_STEP = 250;
  private static final int MOST_WARM_UP = 10_000;

  /** The share of a core that the JIT compiler may use over a step and still be quiet. */
  private static final double QUIET = 0.25;

  private static final int PAGE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private JobsBenchmark() {}

  /** See {@code scripts/bench-jobs}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    try (ServiceProcess service =
        ServiceProcess.start(
            Files.createTempDirectory("bench-jobs"),
            List.of("trainyard.queue.max-length=100000"))) {
      HttpService http = service.ready();
      String dataset = http.generate("spiral", 200);
      warmUp(http, dataset);
      Instant start = Instant.now();
      Latencies latencies = submit(http, dataset, jobs);
      await(http);
      report(http, jobs, start, latencies);
    }
  }

  /** Milliseconds of each submission, ascending. */
  private record Latencies(List<Double> millis) {

    double quantile(double share) {
      return millis.get((int) Math.min(millis.size() - 1, share * millis.size()));
    }
  }

  private static void warmUp(HttpService http, String dataset) throws InterruptedException {
    int jobs = 0;
    double share = 1;
    while (share > QUIET && jobs < MOST_WARM_UP) {
      double compiled = compilationSeconds(http);
      long start = System.nanoTime();
      Latencies _ = submit(http, dataset, WARM_UP_STEP);
      await(http);
      jobs += WARM_UP_STEP;
      share = (compilationSeconds(http) - compiled) / ((System.nanoTime() - start) / 1e9);
    }
    System.out.printf(
        "after %d jobs to warm up the JIT compiler uses %.0f%% of a core%n", jobs, 100 * share);
  }

  private static double compilationSeconds(HttpService http) {
    return http.send(http.request("/actuator/prometheus"))
            .body()
            .lines()
            .filter(line -> line.startsWith("jvm_compilation_time_ms_total"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum()
        / 1e3;
  }

  private static Latencies submit(HttpService http, String dataset, int jobs)
      throws InterruptedException {
    ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    Semaphore clients = new Semaphore(CLIENTS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < jobs; i++) {
        clients.acquire();
        threads.execute(() -> {
          HttpRequest.Builder request =
              http.request("/api/v1/jobs")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(job(dataset)));
          long before = System.nanoTime();
          Optional<HttpResponse<String>> answer = http.trySend(request);
          millis.add((System.nanoTime() - before) / 1e6);
          clients.release();
          if (answer.isEmpty() || answer.get().statusCode() != 202) {
            refusals.add(answer.map(HttpResponse::body).orElse("no answer"));
          }
        });
      }
    }
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(refusals.size() + " refused, first " + refusals.peek());
    }
    return new Latencies(millis.stream().sorted().toList());
  }

  private static String job(String dataset) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [8]},
     "training": {"epochs": 20, "batchSize": 20}, "model": {"name": "tiny"}}
    """
        .formatted(dataset);
  }

  private static void await(HttpService http) {
    Awaitility.await("the end of all jobs")
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .failFast("a job failed", () -> hasAny(http, "FAILED"))
        .until(() -> !hasAny(http, "QUEUED,RUNNING"));
  }

  private static boolean hasAny(HttpService http, String states) {
    return !http.get("/api/v1/jobs?limit=1&state=" + states).get("items").isEmpty();
  }

  private static List<JsonNode> jobs(HttpService http, String state) {
    List<JsonNode> jobs = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/api/v1/jobs?limit=%d&state=%s%s".formatted(PAGE, state, cursor));
      page.get("items").forEach(jobs::add);
      JsonNode next = page.get("nextCursor");
      cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return jobs;
  }

  private static void report(HttpService http, int count, Instant start, Latencies latencies) {
    List<JsonNode> jobs = jobs(http, "SUCCEEDED").subList(0, count); // the newest come first
    Instant end =
        jobs.stream().map(job -> time(job, "endedAt")).max(Instant::compareTo).orElseThrow();
    double wall = seconds(start, end);
    double training =
        jobs.stream()
            .mapToDouble(job -> job.get("progress").get("elapsedSeconds").asDouble())
            .sum();
    double running =
        jobs.stream()
            .mapToDouble(job -> seconds(time(job, "startedAt"), time(job, "endedAt")))
            .sum();
    int cores = Runtime.getRuntime().availableProcessors();
    System.out.printf(
        "%d jobs in %.1f s: %.1f a second; submission p50 %.1f ms, p99 %.1f ms%n",
        count, wall, count / wall, latencies.quantile(0.5), latencies.quantile(0.99));
    System.out.printf(
        "of %d cores: %.0f%% training, %.0f%% before and after it in a run, %.0f%% between runs and in requests%n",
        cores,
        100 * training / (cores * wall),
        100 * (running - training) / (cores * wall),
        100 * (1 - running / (cores * wall)));
  }

  private static Instant time(JsonNode job, String member) {
    return Instant.parse(job.get(member).asString());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
