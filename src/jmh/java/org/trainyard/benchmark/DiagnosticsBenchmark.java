package org.trainyard.benchmark;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingConfig.Diagnosis;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;

/**
 * What it costs to look into the layers in every epoch: trains each workload without and with it in
 * turn, several times, and compares the best epoch of each. Prints one JSON line for each workload.
 */
public final class DiagnosticsBenchmark {

  private static final long SEED = 1;
  private static final int ROUNDS = 10;

  private DiagnosticsBenchmark() {}

  /** See {@code scripts/bench-diagnostics}. */
  public static void main(String[] arguments) {
    BenchmarkArguments options = BenchmarkArguments.parse(arguments);
    Kernels.warmUp();
    for (Workload workload : Workload.read(Path.of(options.file()))) {
      if (options.names().isEmpty() || options.names().contains(workload.name())) {
        measure(workload, options);
      }
    }
  }

  private static void measure(Workload workload, BenchmarkArguments options) {
    TrainingData data = new TrainingData(workload.randomSamples(SEED), Optional.empty());
    double share = options.seconds() / (2 * ROUNDS);
    BestEpoch without = new BestEpoch(share);
    BestEpoch with = new BestEpoch(share);
    for (int round = 0; round < ROUNDS; round++) {
      train(workload, data, options.threads(), Diagnosis.NONE, without);
      train(workload, data, options.threads(), Diagnosis.EVERY_EPOCH, with);
    }
    System.out.printf(
        "{\"workload\": \"%s\", \"threads\": %d, \"epoch_microseconds\": %.1f,"
            + " \"epoch_microseconds_with_diagnostics\": %.1f, \"cost_percent\": %.2f}%n",
        workload.name(),
        options.threads(),
        without.nanos / 1e3,
        with.nanos / 1e3,
        100.0 * (with.nanos - without.nanos) / without.nanos);
  }

  private static void train(
      Workload workload, TrainingData data, int threads, Diagnosis diagnosis, BestEpoch best) {
    TrainingConfig config =
        TrainingConfig.builder(
                Loss.crossEntropy(), new Metric.Accuracy(), workload.optimizer().optimizer())
            .epochs(Integer.MAX_VALUE)
            .batchSize(workload.batch())
            .threads(Threads.atMost(threads))
            .diagnosis(diagnosis)
            .build();
    best.startRound();
    new Trainer(System::nanoTime)
        .train(
            Network.create(workload.network(), SEED), data, config, TrainingHooks.of(best, best));
  }

  /**
   * Remembers the fastest epoch of all rounds, measured from one report to the next, so that all is
   * in it; the first of each round is left out.
   */
  private static final class BestEpoch implements TrainingListener, StopSignal {

    private final long duration;
    private long nanos = Long.MAX_VALUE;
    private long start;
    private long lastEnd;
    private int epochs;

    BestEpoch(double seconds) {
      duration = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    void startRound() {
      start = System.nanoTime();
      epochs = 0;
    }

    @Override
    public void epochEnded(EpochResult result) {
      long now = System.nanoTime();
      if (epochs > 0) {
        nanos = Math.min(nanos, now - lastEnd);
      }
      epochs++;
      lastEnd = now;
    }

    @Override
    public boolean isStopRequested() {
      return epochs >= 2 && System.nanoTime() - start > duration;
    }
  }
}
