package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/** What a training allocates until its second step, a checkpoint included, beside what was told. */
class TrainingFootprintTests {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Arrays take whole regions of the heap. */
  private static final long ROUNDING = 16L << 20;

  /** Until the JIT compiler has compiled the kernels their vectors are objects, too. */
  private static final int MOST_TRAININGS = 100;

  @BeforeAll
  static void compileTheProducts() {
    Kernels.warmUp();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 50, 2, 32, 2000",
    "100, 500, 2, 64, 2000",
    "784, 1024, 2, 128, 1000",
    "20, 64, 3, 4096, 5000",
    "1000, 2000, 1, 1, 50",
    "200000, 1, 1, 1, 2",
    "4, 8, 4, 200000, 200000",
  })
  void isAsMuchAsIsAllocated(int inputs, int units, int hidden, int batchSize, int rows) {
    NetworkSpec spec = spec(inputs, units, hidden);
    Optimizer optimizer = new Adam(0.001, 0.9, 0.999, 1e-8, 0);
    TrainingConfig config =
        TrainingConfig.builder(
                new ElementwiseLoss.MeanSquaredError(),
                new Metric.RootMeanSquaredError(List.of(1.0)),
                optimizer)
            .batchSize(batchSize)
            .finalWeights(FinalWeights.BEST)
            .threads(Threads.exactly(1))
            .build();
    ArraySamples samples = new ArraySamples(Matrix.zeros(rows, inputs), Matrix.zeros(rows, 1));
    TrainingData data = new TrainingData(samples, Optional.of(samples));
    long weights = Float.BYTES * spec.parameterCount();
    TrainingFootprint told =
        TrainingFootprint.of(
            spec, optimizer, FinalWeights.BEST, batchSize, Threads.exactly(1), rows);
    long most = (told.bytes() - weights) * 5 / 4 + ROUNDING;
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MOST_TRAININGS && allocated > most; i++) {
      allocated = allocatedBy(Network.create(spec, 1), data, config);
    }
    assertThat(allocated)
        .as("%s, allocated %,d", told, allocated)
        .isBetween((told.bytes() - weights) / 2, most);
  }

  private static long allocatedBy(Network network, TrainingData data, TrainingConfig config) {
    int[] steps = {0};
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int all) {
            steps[0]++;
          }
        };
    long before = THREADS.getCurrentThreadAllocatedBytes();
    TrainingResult _ =
        new Trainer(System::nanoTime)
            .train(network, data, config, TrainingHooks.of(counter, () -> steps[0] >= 1));
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static NetworkSpec spec(int inputs, int units, int hidden) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < hidden; i++) {
      layers.add(new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal()));
      layers.add(new LayerSpec.Relu());
    }
    layers.add(new LayerSpec.Linear(1, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal()));
    return new NetworkSpec(inputs, layers);
  }
}
