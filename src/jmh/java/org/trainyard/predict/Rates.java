package org.trainyard.predict;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Requests a second that are answered with the processor busy, and how long each takes then; each
 * round asks the endpoints that do nothing and the predictions in turn.
 */
final class Rates {

  private static final Load LOAD = new Load(16, 0);
  private static final Load GENTLE = new Load(2, 1);
  private static final double WARM_UP_SECONDS = 4;

  private final PredictArguments arguments;
  private final PrintStream out;

  Rates(PredictArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    try (Service service = Service.start()) {
      Models.trainSmall(service.http());
      Requests requests = new Requests(service);
      out.println(
          "| request | bytes | no-op of bytes: requests/s, p50, p99 ms | no-op of JSON | predict | to bytes | to JSON | bound, to JSON |");
      out.println("|---|---|---|---|---|---|---|---|");
      warmUp(requests);
      for (Requests.Case one :
          List.of(
              requests.fourByName(),
              requests.fourInOrder(),
              requests.image(),
              requests.imageOfFractions(),
              requests.binary(1))) {
        measure(one, requests);
      }
    }
  }

  /** What all requests share is compiled before the first is measured; the compiler needs a core. */
  private static void warmUp(Requests requests) throws IOException, InterruptedException {
    for (String kind : List.of("bytes", "json")) {
      GENTLE.send(requests.noOp(requests.fourByName(), kind), 2 * WARM_UP_SECONDS);
      LOAD.send(requests.noOp(requests.fourByName(), kind), 2 * WARM_UP_SECONDS);
    }
  }

  private void measure(Requests.Case one, Requests requests)
      throws IOException, InterruptedException {
    Load.Request nothing = requests.noOp(one, "bytes");
    List<Load.Request> sides = List.of(nothing, requests.noOp(one, "json"), one.request());
    List<List<Load.Result>> results = new ArrayList<>();
    for (Load.Request side : sides) {
      LOAD.send(side, WARM_UP_SECONDS);
      results.add(new ArrayList<>());
    }
    for (int round = 0; round < arguments.rounds(); round++) {
      for (int side = 0; side < sides.size(); side++) {
        results.get(side).add(LOAD.send(sides.get(side), arguments.seconds()));
      }
    }
    report(one, results);
  }

  private void report(Requests.Case one, List<List<Load.Result>> results) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %.2f | %.2f | %.2f |%n",
        one.name(),
        one.request().body().length,
        shown(results.get(0)),
        shown(results.get(1)),
        shown(results.get(2)),
        ratio(results.get(2), results.get(0)),
        ratio(results.get(2), results.get(1)),
        one.bound());
  }

  /** The median of the ratios of the rounds: both sides of each met the same machine. */
  private static double ratio(List<Load.Result> predict, List<Load.Result> nothing) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < predict.size(); round++) {
      ratios.add(predict.get(round).rate() / nothing.get(round).rate());
    }
    return PredictBenchmark.median(ratios);
  }

  static String shown(List<Load.Result> results) {
    return String.format(
        Locale.ROOT,
        "%.0f, %.2f, %.2f",
        median(results, Load.Result::rate),
        median(results, Load.Result::p50),
        median(results, Load.Result::p99));
  }

  static double median(List<Load.Result> results, ToDoubleFunction<Load.Result> value) {
    return PredictBenchmark.median(results.stream().map(value::applyAsDouble).toList());
  }
}
