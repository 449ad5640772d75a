package org.trainyard.predict;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.trainyard.app.HttpService;

/** How long predictions take on an idle service, and while two trainings use both cores. */
final class BesideTrainings {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PredictArguments arguments;
  private final PrintStream out;

  BesideTrainings(PredictArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    out.println("| request | load | idle: requests/s, p50, p99 ms | beside trainings | p99 ratio | bound | trainings keep |");
    out.println("|---|---|---|---|---|---|---|");
    List<Load> loads = List.of(new Load(4, 5), new Load(2, 0));
    for (Load load : loads) {
      try (Service service = Service.start("db-scheduler.threads=2")) {
        Models.trainSmall(service.http());
        Requests requests = new Requests(service);
        measure(service.http(), requests.fourByName(), load);
        measure(service.http(), requests.image(), load);
      }
    }
  }

  private void measure(HttpService http, Requests.Case one, Load load)
      throws IOException, InterruptedException {
    new Load(16, 0).send(one.request(), 4);
    String dataset = http.generate("digits", 10_000);
    List<Load.Result> idle = new ArrayList<>();
    List<Load.Result> busy = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    for (int round = 0; round < arguments.rounds(); round++) {
      idle.add(load.send(one.request(), arguments.seconds()));
      List<String> jobs = new ArrayList<>();
      for (int job = 0; job < 2; job++) {
        jobs.add(http.submit(Models.longTraining(dataset)));
      }
      for (String job : jobs) {
        http.awaitState(job, "RUNNING");
        awaitFirstStep(http, job);
      }
      alone.add(steps(http, jobs, () -> Thread.sleep((long) (1000 * arguments.seconds()))));
      beside.add(steps(http, jobs, () -> busy.add(load.send(one.request(), arguments.seconds()))));
      for (String job : jobs) {
        http.send(
            http.request("/api/v1/jobs/" + job + "/cancel")
                .POST(HttpRequest.BodyPublishers.noBody()));
        http.awaitState(job, "CANCELLED");
      }
    }
    out.printf(
        Locale.ROOT,
        "| %s | %d connections%s | %s | %s | %.1f | 5 | %.0f %% |%n",
        one.name(),
        load.connections(),
        load.pauseMillis() == 0 ? "" : ", pauses of %d ms".formatted(load.pauseMillis()),
        Rates.shown(idle),
        Rates.shown(busy),
        Rates.median(busy, Load.Result::p99) / Rates.median(idle, Load.Result::p99),
        100 * PredictBenchmark.median(beside) / PredictBenchmark.median(alone));
  }

  private static void awaitFirstStep(HttpService http, String job) {
    Awaitility.await("the first step of " + job)
        .atMost(PATIENCE)
        .until(() -> steps(http, List.of(job)) > 0);
  }

  @FunctionalInterface
  private interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  /** Steps a second of the trainings while something else goes on. */
  private static double steps(HttpService http, List<String> jobs, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    long before = steps(http, jobs);
    long start = System.nanoTime();
    meanwhile.run();
    return (steps(http, jobs) - before) / ((System.nanoTime() - start) / 1e9);
  }

  private static long steps(HttpService http, List<String> jobs) {
    return jobs.stream()
        .map(job -> http.get("/api/v1/jobs/" + job).get("progress"))
        .mapToLong(progress ->
            (progress.get("epoch").asLong() - 1) * progress.get("steps").asLong()
                + progress.get("step").asLong())
        .sum();
  }
}
