package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

class ChunksTests {

  private static final int BATCH = 500;

  @Test
  void coverAMinibatchAndARaggedOne() {
    Chunks chunks = Chunks.of(network(), BATCH, 1);
    for (int rows : new int[] {BATCH, 1, chunks.rows(), chunks.rows() + 1, BATCH - 1}) {
      int covered = 0;
      for (int chunk = 0; chunk < chunks.count(rows); chunk++) {
        assertThat(chunks.first(chunk)).isEqualTo(covered);
        covered += chunks.rows(chunk, rows);
      }
      assertThat(covered).isEqualTo(rows);
    }
  }

  /** The more threads, the larger the chunks: this network sees 5, 3, 2 and 1 of them. */
  @Test
  void neverChangeABit() {
    List<Integer> threads = List.of(1, 2, 3, 5);
    assertThat(threads)
        .extracting(members -> Chunks.of(network(), BATCH, members).count(BATCH))
        .containsExactly(5, 3, 2, 1);
    float[] expected = trained(1);
    for (int members : threads) {
      assertThat(trained(members)).as("%d threads", members).isEqualTo(expected);
    }
  }

  /** A layer that looks at all rows of a minibatch gets them in one piece. */
  @Test
  void areWholeMinibatchesForBatchNorm() {
    Network network = Network.create(new NetworkSpec(7, List.of(new LayerSpec.BatchNorm())), 1);
    assertThat(Chunks.of(network, BATCH, 1).count(BATCH)).isEqualTo(1);
  }

  private static float[] trained(int threads) {
    Network network = network();
    TrainingConfig config =
        TrainingConfig.builder(
                new CrossEntropy(List.of(1.0, 2.0, 0.5), 0.1),
                new Metric.Accuracy(),
                new AdamW(0.01, 0.9, 0.999, 1e-8, 0.01))
            .epochs(3)
            .batchSize(BATCH)
            .threads(Threads.exactly(threads))
            .build();
    TrainingData data = new TrainingData(samples(), Optional.empty());
    new Trainer(() -> 0).train(network, data, config, TrainingHooks.NONE);
    return network.weights();
  }

  private static Network network() {
    List<LayerSpec> layers =
        List.of(
            linear(33),
            new LayerSpec.LayerNorm(),
            new LayerSpec.Tanh(),
            new LayerSpec.Dropout(0.3),
            linear(3));
    return Network.create(new NetworkSpec(7, layers), 7);
  }

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
  }

  /** A full minibatch and a ragged one. */
  private static ArraySamples samples() {
    int rows = BATCH + 203;
    RandomKey key = new RandomKey(3);
    Matrix inputs = Matrix.zeros(rows, 7);
    Matrix targets = Matrix.zeros(rows, 1);
    IntStream.range(0, rows)
        .forEach(row -> {
          IntStream.range(0, 7)
              .forEach(column -> inputs.set(row, column, key.uniform(row * 7 + column, -1, 1)));
          targets.set(row, 0, row % 3);
        });
    return new ArraySamples(inputs, targets);
  }
}
