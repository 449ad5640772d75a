package org.trainyard.app.job.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.ScheduleSpecification;
import org.trainyard.app.model.LayerDefinition;

/**
 * What the rules need to know of a training beside its epochs.
 *
 * @param batchSize rows of a minibatch, at least 1
 * @param warmUpEpochs in which a small learning rate is meant
 * @param layers the linear layers, from the first to the last
 */
public record Setting(int batchSize, int warmUpEpochs, List<LinearLayer> layers) {

  public Setting {
    layers = List.copyOf(layers);
  }

  /**
   * A linear layer.
   *
   * @param position in the network, from 0
   * @param weights how many it has, without biases
   */
  public record LinearLayer(int position, long units, long weights) {

    String words() {
      return "layer %d (linear, %d units)".formatted(position, units);
    }
  }

  /** The setting of a job. */
  public static Setting of(ResolvedSpecification specification) {
    ScheduleSpecification.RampUp warmUp = specification.schedule().warmup();
    return new Setting(
        specification.training().batchSize(),
        warmUp == null ? 0 : (int) warmUp.epochs(),
        layers(specification.network()));
  }

  private static List<LinearLayer> layers(ResolvedSpecification.Network network) {
    List<LinearLayer> layers = new ArrayList<>();
    long inputs = network.inputSize();
    for (int i = 0; i < network.layers().size(); i++) {
      if (network.layers().get(i) instanceof LayerDefinition.Linear linear) {
        Long units = linear.units();
        if (units != null) { // as in every resolved network
          layers.add(new LinearLayer(i, units, inputs * units));
          inputs = units;
        }
      }
    }
    return layers;
  }

  /** How many steps an epoch of so many samples has. */
  long steps(long samples) {
    return (samples + batchSize - 1) / batchSize;
  }
}
