package org.trainyard.published;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;

/** The shape that all recipes share: linear layers, and the same layers after each but the last. */
final class Networks {

  private Networks() {}

  /** With PyTorch's default initializer. */
  static NetworkSpec of(LayerSpec activation, int... sizes) {
    return of(new Initializer.Default(), List.of(activation), sizes);
  }

  /**
   * Such a network.
   *
   * @param between what follows every linear layer but the last
   * @param sizes the inputs, then the units of each linear layer
   */
  static NetworkSpec of(Initializer initializer, List<LayerSpec> between, int... sizes) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      layers.add(new LayerSpec.Linear(sizes[i], LayerSpec.Bias.WITH_BIAS, initializer));
      if (i < sizes.length - 1) {
        layers.addAll(between);
      }
    }
    return new NetworkSpec(sizes[0], layers);
  }
}
