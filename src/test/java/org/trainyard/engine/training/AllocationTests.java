package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.kernel.KernelInfo;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * A step allocates nothing once the compiler has done its work, so that no collection disturbs it:
 * with every layer, loss, optimizer, clipping and regularization. All of them in one JVM, because
 * what the compiler inlines depends on what ran before.
 */
class AllocationTests {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** At most, until one allocates nothing: the compiler works beside them, and may be late. */
  private static final int ROUNDS = 2000;

  private static final int STEPS_A_ROUND = 200;
  private static final int SAMPLES = 103;
  private static final int BATCH_SIZE = 25;
  private static final int INPUTS = 19;
  private static final int OUTPUTS = 5;

  @BeforeAll
  static void requireVectors() {
    Assumptions.assumeTrue(
        Kernels.info().kind() == KernelInfo.Kind.SIMD, "needs the Vector API and its compiler");
    Kernels.warmUp();
  }

  static Stream<LayerSpec> layers() {
    return Stream.of(
        new LayerSpec.Sigmoid(),
        new LayerSpec.Tanh(),
        new LayerSpec.Relu(),
        new LayerSpec.LeakyRelu(0.01),
        new LayerSpec.Elu(1),
        new LayerSpec.Selu(),
        new LayerSpec.Gelu(),
        new LayerSpec.Silu(),
        new LayerSpec.Softplus(),
        new LayerSpec.Dropout(0.3),
        new LayerSpec.BatchNorm(),
        new LayerSpec.LayerNorm(),
        new LayerSpec.Linear(17, LayerSpec.Bias.WITHOUT_BIAS, new Initializer.Default()));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void withEveryLayer(LayerSpec layer) {
    List<LayerSpec> layers = List.of(linear(37), layer, linear(33), layer, linear(OUTPUTS));
    assertThat(leastBytes(layers, config(Loss.crossEntropy(), sgd()).build(), 1)).isZero();
  }

  static Stream<Loss> losses() {
    return Stream.of(
        Loss.crossEntropy(),
        new CrossEntropy(List.of(1.0, 2.0, 0.5, 1.0, 1.0), 0.1),
        new ElementwiseLoss.BinaryCrossEntropy(),
        new ElementwiseLoss.BinaryCrossEntropyOnProbabilities(),
        new ElementwiseLoss.MeanSquaredError(),
        new ElementwiseLoss.MeanAbsoluteError(),
        new ElementwiseLoss.Huber(0.5));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void withEveryLoss(Loss loss) {
    List<LayerSpec> layers = new ArrayList<>(List.of(linear(20), linear(OUTPUTS)));
    switch (loss) {
      case CrossEntropy _, ElementwiseLoss.BinaryCrossEntropy _ -> {}
      case ElementwiseLoss.BinaryCrossEntropyOnProbabilities _ ->
          layers.add(new LayerSpec.Sigmoid());
      case ElementwiseLoss.MeanSquaredError _,
          ElementwiseLoss.MeanAbsoluteError _,
          ElementwiseLoss.Huber _ ->
          layers.add(new LayerSpec.Softmax());
    }
    assertThat(leastBytes(layers, config(loss, sgd()).build(), 1)).isZero();
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        sgd(),
        new Sgd(1e-4, 0.9, Sgd.Acceleration.CLASSICAL, 0),
        new Sgd(1e-4, 0.9, Sgd.Acceleration.NESTEROV, 1e-3),
        new Adam(1e-4, 0.9, 0.999, 1e-8, 1e-3),
        new AdamW(1e-4, 0.9, 0.999, 1e-8, 0.01),
        new RmsProp(1e-4, 0.99, 1e-8, 0, 0),
        new RmsProp(1e-4, 0.99, 1e-8, 0.9, 0),
        new Adagrad(1e-4, 1e-10, 0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void withEveryOptimizer(Optimizer optimizer) {
    List<LayerSpec> layers = List.of(linear(37), new LayerSpec.Relu(), linear(OUTPUTS));
    assertThat(leastBytes(layers, config(Loss.crossEntropy(), optimizer).build(), 1)).isZero();
  }

  static Stream<GradientClipping> clippings() {
    return Stream.of(new GradientClipping.ByNorm(0.1), new GradientClipping.ByValue(0.01));
  }

  @ParameterizedTest
  @MethodSource("clippings")
  void withClippingAndRegularization(GradientClipping clipping) {
    List<LayerSpec> layers = List.of(linear(37), new LayerSpec.Relu(), linear(OUTPUTS));
    TrainingConfig config =
        config(Loss.crossEntropy(), sgd())
            .clipping(clipping)
            .regularization(new Regularization(1e-4, 2))
            .build();
    assertThat(leastBytes(layers, config, 1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void withSeveralThreads(int threads) {
    List<LayerSpec> layers =
        List.of(linear(37), new LayerSpec.BatchNorm(), new LayerSpec.Gelu(), linear(OUTPUTS));
    TrainingConfig config = config(Loss.crossEntropy(), sgd()).build();
    assertThat(leastBytes(layers, config, threads)).isZero();
  }

  /** The bytes of the best of several rounds of steps, summed over the team. */
  private static long leastBytes(List<LayerSpec> layers, TrainingConfig config, int threads) {
    Network network = Network.create(new NetworkSpec(INPUTS, layers), 7);
    ArraySamples samples = samples(config.loss());
    OptimizerState state = config.optimizer().initialState(network.parameters());
    try (Team team = Team.of(threads)) {
      Minibatches batches = new Minibatches(SAMPLES, BATCH_SIZE);
      TrainingStep step =
          new TrainingStep(network, samples, config, BATCH_SIZE, new RandomKey(1), team);
      ParameterUpdates updates =
          new ParameterUpdates(step.pass().parameters(), config, state, team);
      FiniteWeights weights = new FiniteWeights(network, state);
      ScoreSum sum = new ScoreSum(config.metric());
      long[] allocated = new long[threads];
      Team.Work read = (member, _) -> allocated[member] = THREADS.getCurrentThreadAllocatedBytes();
      boolean isFinite = true;
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        team.run(read);
        long before = total(allocated);
        for (int i = 0; i < STEPS_A_ROUND; i++) {
          int batch = i % batches.count();
          double momentum = config.optimizer().momentum();
          OneStep.run(step, updates, batches, batch, state.steps(), sum, 1e-4, momentum);
          isFinite &= weights.firstNonFiniteLayer().isEmpty();
        }
        team.run(read);
        least = Math.min(least, total(allocated) - before);
      }
      assertThat(isFinite).isTrue();
      return least;
    }
  }

  /** A loop, because a stream would allocate. */
  private static long total(long[] bytes) {
    long sum = 0;
    for (long some : bytes) {
      sum += some;
    }
    return sum;
  }

  private static TrainingConfigBuilder config(Loss loss, Optimizer optimizer) {
    Metric metric =
        loss instanceof CrossEntropy
            ? new Metric.Accuracy()
            : new Metric.RootMeanSquaredError(List.of(1.0, 1.0, 1.0, 1.0, 1.0));
    return TrainingConfig.builder(loss, metric, optimizer);
  }

  private static ArraySamples samples(Loss loss) {
    int targetSize = loss instanceof CrossEntropy ? 1 : OUTPUTS;
    RandomKey key = new RandomKey(3);
    Matrix inputs = Matrix.zeros(SAMPLES, INPUTS);
    Matrix targets = Matrix.zeros(SAMPLES, targetSize);
    for (int row = 0; row < SAMPLES; row++) {
      for (int column = 0; column < INPUTS; column++) {
        inputs.set(row, column, (float) key.normal((long) row * INPUTS + column));
      }
      for (int column = 0; column < targetSize; column++) {
        targets.set(row, column, key.below(row + column, 2));
      }
    }
    return new ArraySamples(inputs, targets);
  }

  private static Optimizer sgd() {
    return new Sgd(1e-4, 0, Sgd.Acceleration.CLASSICAL, 0);
  }

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
  }
}
