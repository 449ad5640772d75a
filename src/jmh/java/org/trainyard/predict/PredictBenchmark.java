package org.trainyard.predict;

import java.io.IOException;
import java.util.List;

/** See {@code scripts/bench-predict}. */
public final class PredictBenchmark {

  private PredictBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PredictArguments wanted = PredictArguments.parse(arguments);
    for (PredictArguments.Part part : wanted.parts()) {
      switch (part) {
        case RATES -> new Rates(wanted, System.out).run();
        case BATCH -> new Batch(wanted, System.out).run();
        case TRAINING -> new BesideTrainings(wanted, System.out).run();
        case LOADING -> new Loading(wanted, System.out).run();
      }
    }
  }

  /** The middle of some values. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
