package org.trainyard.engine.training;

import java.util.List;
import java.util.OptionalInt;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * Finds the step that made a weight infinite or not a number: no later loss need show it, because a
 * sigmoid of it is 1 and a ReLU may be 0.
 *
 * <p>Costs next to nothing as long as all is well: the optimizer sees what it writes, and running
 * averages are few. Only when one of them is suspicious, all weights are looked at.
 */
final class FiniteWeights {

  private final Network network;
  private final OptimizerState optimizer;
  private final List<Matrix> averages;

  FiniteWeights(Network network, OptimizerState optimizer) {
    this.network = network;
    this.optimizer = optimizer;
    this.averages =
        network.state().stream()
            .filter(state -> state.role() == Parameter.Role.BUFFER)
            .map(Parameter::value)
            .toList();
  }

  /**
   * The first layer with a weight or a running average that is not finite, asked after each step;
   * empty if all are finite. Allocates nothing then.
   */
  OptionalInt firstNonFiniteLayer() {
    return optimizer.wroteNonFinite() || !areAveragesFinite()
        ? network.firstNonFiniteLayer()
        : OptionalInt.empty();
  }

  private boolean areAveragesFinite() {
    for (int i = 0; i < averages.size(); i++) {
      if (!averages.get(i).isFinite()) {
        return false;
      }
    }
    return true;
  }
}
