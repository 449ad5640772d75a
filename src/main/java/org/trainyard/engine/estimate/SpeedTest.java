package org.trainyard.engine.estimate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;

/**
 * Measures the machine by training a few networks, each for a moment: they differ in one thing at a
 * time, so that the differences of their times are the speeds. What takes little of a training is
 * not measured, but set beside the products. Takes about a second, and more while the code is not
 * compiled.
 */
public final class SpeedTest {

  /** Rows of an epoch, about: a moment's work even for code that is not compiled yet. */
  private static final int ROWS = 128;

  private static final int BATCH = 128;
  private static final int THIN = 8;
  private static final long NANOS = 60_000_000;

  /** On a machine that is very busy the measurement ends before it is good. */
  private static final long PATIENCE_NANOS = 400_000_000;

  private static final long REPEAT_NANOS = 3_000_000_000L;
  private static final double STABLE = 0.15;

  // What is below these bounds, in seconds, was measured badly.
  private static final double LEAST_STEP = 0.5e-6;
  private static final double LEAST_LINEAR = 0.2e-6;
  private static final double LEAST_ROW = 10e-9;
  private static final double LEAST_PRODUCT = 1e-12;

  // How many operations of a product take as long; from measurements with AVX-512 and AVX2.
  private static final double ELEMENT = 12;
  private static final double NORMALIZATION = 400;
  private static final double FUNCTION = 150;
  private static final double INPUT = 20;

  private static final Optimizer PLAIN = new Sgd(1e-4, 0, Sgd.Acceleration.CLASSICAL, 0);
  private static final Optimizer ADAPTIVE = new Adam(1e-4, 0.9, 0.999, 1e-8, 0);

  private final LongSupplier nanoClock;

  private SpeedTest(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * The speed of the calling thread, by the time that it spends on the processor: what else the
   * machine does meanwhile hardly counts. A virtual thread has no such time, so that it counts
   * there.
   */
  public static MachineSpeed measure() {
    Kernels.warmUp();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    LongSupplier clock =
        threads.isCurrentThreadCpuTimeSupported() && !Thread.currentThread().isVirtual()
            ? threads::getCurrentThreadCpuTime
            : System::nanoTime;
    SpeedTest test = new SpeedTest(clock);
    double _ = test.secondsPerStep(network(64, 2, 64, 16), THIN, ADAPTIVE); // compiles the updates
    double _ = test.secondsPerStep(network(64, 2, 64, 16), THIN, PLAIN);
    long start = System.nanoTime();
    MachineSpeed before = test.run();
    while (System.nanoTime() - start < REPEAT_NANOS) { // until all of it is compiled
      MachineSpeed now = test.run();
      if (Math.abs(now.product() / before.product() - 1) < STABLE
          && Math.abs(now.adaptiveUpdate() / before.adaptiveUpdate() - 1) < STABLE) {
        return now;
      }
      before = now;
    }
    return before;
  }

  private MachineSpeed run() {
    NetworkSpec shallow = network(2, 1, 8, 2);
    NetworkSpec deep = network(2, 9, 8, 2);
    double one = secondsPerStep(shallow, 1, PLAIN);
    double linear = atLeast(LEAST_LINEAR, (secondsPerStep(deep, 1, PLAIN) - one) / 8);
    double row = atLeast(LEAST_ROW, (secondsPerStep(shallow, 65, PLAIN) - one) / 64);
    double step = atLeast(LEAST_STEP, one - row - 2 * linear);

    NetworkSpec wide = network(512, 2, 512, 16);
    double overhead = step + 3 * linear;
    double full = secondsPerStep(wide, BATCH, PLAIN) - overhead - BATCH * row;
    double thin = secondsPerStep(wide, THIN, PLAIN) - overhead - THIN * row;
    double thinAdaptive = secondsPerStep(wide, THIN, ADAPTIVE) - overhead - THIN * row;
    double product =
        atLeast(LEAST_PRODUCT, (full - thin) / (products(wide, BATCH) - products(wide, THIN)));
    double parameters = wide.parameterCount();
    double plain = atLeast(8 * product, (thin - products(wide, THIN) * product) / parameters);
    double adaptive = plain + atLeast(8 * product, (thinAdaptive - thin) / parameters);
    return new MachineSpeed(
        step,
        linear,
        row,
        product,
        ELEMENT * product,
        NORMALIZATION * product,
        FUNCTION * product,
        plain,
        adaptive,
        INPUT * product);
  }

  private static double atLeast(double least, double seconds) {
    return Math.max(least, seconds);
  }

  private static double products(NetworkSpec network, int batch) {
    return EpochWork.of(network, batch, batch, 0).products();
  }

  private static NetworkSpec network(int inputs, int hidden, int units, int outputs) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < hidden; i++) {
      layers.add(linear(units));
    }
    layers.add(linear(outputs));
    return new NetworkSpec(inputs, layers);
  }

  private static LayerSpec.Linear linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.XavierUniform());
  }

  /** The best of several epochs. */
  private double secondsPerStep(NetworkSpec network, int batch, Optimizer optimizer) {
    int batches = Math.max(1, ROWS / batch);
    TrainingConfig config =
        TrainingConfig.builder(Loss.crossEntropy(), new Metric.Accuracy(), optimizer)
            .epochs(Integer.MAX_VALUE)
            .batchSize(batch)
            .threads(Threads.exactly(1))
            .build();
    BestEpoch best = new BestEpoch();
    new Trainer(nanoClock)
        .train(
            Network.create(network, 1),
            new TrainingData(samples(network, batches * batch), Optional.empty()),
            config,
            TrainingHooks.of(best, best));
    return best.nanos / 1e9 / batches;
  }

  private static ArraySamples samples(NetworkSpec network, int rows) {
    RandomKey key = RandomKey.of(1, Purpose.INITIALIZATION);
    Matrix inputs = Matrix.zeros(rows, network.inputSize());
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      RandomKey own = key.derive(row);
      for (int column = 0; column < network.inputSize(); column++) {
        inputs.set(row, column, own.uniform(column, -1, 1));
      }
      targets.set(row, 0, key.below(row, network.outputSize()));
    }
    return new ArraySamples(inputs, targets);
  }

  private static final class BestEpoch implements TrainingListener, StopSignal {

    private final long start = System.nanoTime();
    private long spent;
    private long nanos = Long.MAX_VALUE;
    private int epochs;

    @Override
    public void epochEnded(EpochResult result) {
      epochs++;
      spent += result.elapsedNanos();
      nanos = Math.min(nanos, result.elapsedNanos());
    }

    @Override
    public boolean isStopRequested() {
      boolean enough = epochs >= 3 && spent >= NANOS;
      return enough || (epochs >= 1 && System.nanoTime() - start > PATIENCE_NANOS);
    }
  }
}
