package org.trainyard.benchmark;

import java.nio.file.Path;
import java.util.Optional;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;

/**
 * Training speed on whole epochs: shuffle, gather, forward, backward, update, as a service's job
 * does it. Prints one JSON line for each workload with the best of several epochs, once the JIT
 * compiler has nothing left to do.
 */
public final class TrainingBenchmark {

  private static final long SEED = 1;

  private TrainingBenchmark() {}

  /** See {@code scripts/bench-training}. */
  public static void main(String[] arguments) {
    BenchmarkArguments options = BenchmarkArguments.parse(arguments);
    Kernels.warmUp();
    for (Workload workload : Workload.read(Path.of(options.file()))) {
      if (options.names().isEmpty() || options.names().contains(workload.name())) {
        print(workload, options.threads(), measure(workload, options));
      }
    }
  }

  private static double measure(Workload workload, BenchmarkArguments options) {
    TrainingConfig config =
        TrainingConfig.builder(
                Loss.crossEntropy(), new Metric.Accuracy(), workload.optimizer().optimizer())
            .epochs(Integer.MAX_VALUE)
            .batchSize(workload.batch())
            .threads(Threads.atMost(options.threads()))
            .build();
    BestTime best = new BestTime(System::nanoTime, options.seconds());
    new Trainer(System::nanoTime)
        .train(
            Network.create(workload.network(), SEED),
            new TrainingData(workload.randomSamples(SEED), Optional.empty()),
            config,
            TrainingHooks.of(best, best));
    return best.seconds();
  }

  private static void print(Workload workload, int threads, double epochSeconds) {
    double steps = (double) workload.samples() / workload.batch();
    System.out.printf(
        "{\"workload\": \"%s\", \"threads\": %d, \"samples_per_second\": %d,"
            + " \"microseconds_per_step\": %.1f}%n",
        workload.name(),
        threads,
        Math.round(workload.samples() / epochSeconds),
        epochSeconds / steps * 1e6);
  }
}
