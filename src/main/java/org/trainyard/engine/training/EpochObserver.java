package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.training.TrainingConfig.Diagnosis;

/**
 * Looks into all layers during the last steps of an epoch, and there at no more rows and weights
 * than it takes, which keeps its cost below a twentieth of the training. One minibatch at least is
 * a full one: the last of an epoch may hold a single row. Which ones these are follows from the
 * sizes alone. Sees finished steps only, so it never changes a result.
 */
final class EpochObserver {

  /** Rows of an epoch that are enough to tell a dead unit from a quiet one. */
  private static final int ROWS = 256;

  /** At most one step in so many is looked at. */
  private static final int SPARSE = 20;

  private final List<LayerObserver> layers;
  private final int firstStep; // that is looked at
  private final int lastFull; // its gradient and update are looked at
  private int firstRow;

  EpochObserver(NetworkSpec spec, TrainingPass pass, Minibatches batches, Diagnosis diagnosis) {
    int steps = batches.count();
    int enough = (ROWS + batches.batchSize() - 1) / batches.batchSize();
    int looked = Math.clamp(steps / SPARSE, 1, enough);
    this.lastFull = Math.max(0, batches.order().length / batches.batchSize() - 1);
    this.firstStep = Math.max(0, lastFull + 1 - looked);
    this.layers =
        switch (diagnosis) {
          case EVERY_EPOCH -> observers(spec.layers(), pass, batches, looked);
          case NONE -> List.of();
        };
  }

  private List<LayerObserver> observers(
      List<LayerSpec> layers, TrainingPass pass, Minibatches batches, int looked) {
    int stride = Math.max(1, looked * batches.batchSize() / ROWS);
    List<LayerObserver> observers = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof LayerSpec.Linear) {
        int output = activationAfter(layers, i);
        TrainedParameter weight = weight(pass, i);
        observers.add(
            new LayerObserver(
                i,
                weight,
                WeightColumns.of(weight.gradient(), batches.order().length),
                new ActivationStatistics(layers.get(output), pass.outputs(output), stride)));
      }
    }
    return observers;
  }

  /** The activation between this linear layer and the next; the layer itself if there is none. */
  private static int activationAfter(List<LayerSpec> layers, int linear) {
    for (int i = linear + 1; i < layers.size(); i++) {
      switch (layers.get(i)) {
        case LayerSpec.Linear _ -> {
          return linear;
        }
        case LayerSpec.Normalization _, LayerSpec.Dropout _ -> {}
        default -> {
          return i;
        }
      }
    }
    return linear;
  }

  private static TrainedParameter weight(TrainingPass pass, int layer) {
    String name = layer + ".weight";
    return pass.parameters().stream()
        .filter(parameter -> parameter.parameter().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Looks at a chunk of a step whose passes are done. */
  void afterPasses(int step, int chunk, int rows) {
    if (step < firstStep) {
      return;
    }
    if (chunk == 0) {
      firstRow = 0;
    }
    for (LayerObserver layer : layers) {
      if (step == firstStep && chunk == 0) {
        layer.reset();
      }
      layer.afterForward(firstRow, rows);
    }
    firstRow += rows;
  }

  /** Looks at a step whose update comes next. */
  void beforeUpdate(int step) {
    if (step == lastFull) {
      layers.forEach(LayerObserver::beforeUpdate);
    }
  }

  /** Looks at a step whose update is done. */
  void afterUpdate(int step) {
    if (step == lastFull) {
      layers.forEach(LayerObserver::afterUpdate);
    }
  }

  /** What was seen in the epoch, from the first layer to the last. */
  List<LayerDiagnostics> diagnostics() {
    return layers.stream().map(LayerObserver::diagnostics).toList();
  }

  /** What was seen so far, for a checkpoint. */
  List<LayerMemory> memory() {
    return layers.stream().map(LayerObserver::memory).toList();
  }

  /**
   * Goes on from a checkpoint.
   *
   * @throws IllegalArgumentException if it is of another number of layers
   */
  void restore(List<LayerMemory> memory) {
    if (memory.size() != layers.size()) {
      throw new IllegalArgumentException(
          "%d layers are looked at, the checkpoint holds %d"
              .formatted(layers.size(), memory.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).restore(memory.get(i));
    }
  }
}
