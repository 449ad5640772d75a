package org.trainyard.benchmark;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training to be measured, as it stands in {@code workloads.json}.
 *
 * @param sizes of the layers, the inputs first
 * @param activation between linear layers: sigmoid, tanh or relu
 * @param batch rows of a minibatch
 * @param samples rows of an epoch
 */
record Workload(
    String name,
    List<Integer> sizes,
    String activation,
    int batch,
    int samples,
    OptimizerSpec optimizer) {

  /** Reads a file of workloads. */
  static List<Workload> read(Path file) {
    return List.of(JsonMapper.shared().readValue(file.toFile(), Workload[].class));
  }

  int inputSize() {
    return sizes.getFirst();
  }

  int classes() {
    return sizes.getLast();
  }

  NetworkSpec network() {
    List<LayerSpec> layers = new ArrayList<>();
    for (int units : sizes.subList(1, sizes.size())) {
      if (!layers.isEmpty()) {
        layers.add(activationLayer());
      }
      layers.add(
          new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.Default()));
    }
    return new NetworkSpec(inputSize(), layers);
  }

  private LayerSpec activationLayer() {
    return switch (activation) {
      case "sigmoid" -> new LayerSpec.Sigmoid();
      case "tanh" -> new LayerSpec.Tanh();
      case "relu" -> new LayerSpec.Relu();
      default -> throw new IllegalArgumentException("no activation is called " + activation);
    };
  }

  /** Dense features, so that nothing can be skipped, and random classes. */
  ArraySamples randomSamples(long seed) {
    RandomKey key = RandomKey.of(seed, Purpose.INITIALIZATION);
    Matrix inputs = Matrix.zeros(samples, inputSize());
    Matrix targets = Matrix.zeros(samples, 1);
    for (int row = 0; row < samples; row++) {
      RandomKey own = key.derive(row);
      for (int column = 0; column < inputSize(); column++) {
        inputs.set(row, column, own.uniform(column, -1.7, 1.7));
      }
      targets.set(row, 0, key.below(row, classes()));
    }
    return new ArraySamples(inputs, targets);
  }

  /** An optimizer with PyTorch's names and defaults. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SgdSpec.class, name = "sgd"),
    @JsonSubTypes.Type(value = AdamSpec.class, name = "adam"),
  })
  sealed interface OptimizerSpec {
    Optimizer optimizer();
  }

  record SgdSpec(double lr, @Nullable Double momentum) implements OptimizerSpec {
    @Override
    public Optimizer optimizer() {
      return new Sgd(
          lr, momentum == null ? 0 : momentum, Sgd.Acceleration.CLASSICAL, 0);
    }
  }

  record AdamSpec(double lr) implements OptimizerSpec {
    @Override
    public Optimizer optimizer() {
      return new Adam(lr, 0.9, 0.999, 1e-8, 0);
    }
  }
}
