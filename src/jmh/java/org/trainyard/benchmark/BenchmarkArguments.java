package org.trainyard.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code scripts/bench-training} or {@code scripts/bench-diagnostics} was called with.
 *
 * @param threads that work on a minibatch, at most
 * @param seconds to measure each workload
 * @param file of workloads
 * @param names of the workloads to run; empty: all
 */
record BenchmarkArguments(int threads, double seconds, String file, List<String> names) {

  static final String USAGE =
      "usage: bench-training|bench-diagnostics [--threads N] [--seconds S] [FILE.json] [WORKLOAD...]";

  static BenchmarkArguments parse(String[] arguments) {
    int threads = Runtime.getRuntime().availableProcessors();
    double seconds = 3;
    String file = System.getProperty("workloads", "workloads.json");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--threads" -> threads = Integer.parseInt(value(arguments, ++i));
        case "--seconds" -> seconds = Double.parseDouble(value(arguments, ++i));
        default -> {
          if (arguments[i].endsWith(".json")) {
            file = arguments[i];
          } else {
            names.add(name(arguments[i]));
          }
        }
      }
    }
    return new BenchmarkArguments(threads, seconds, file, List.copyOf(names));
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(USAGE);
    }
    return arguments[index];
  }

  private static String name(String argument) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException(USAGE);
    }
    return argument;
  }
}
