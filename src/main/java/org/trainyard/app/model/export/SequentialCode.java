package org.trainyard.app.model.export;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;

/** The expression of PyTorch that makes a network of the same shape. */
final class SequentialCode {

  private SequentialCode() {}

  /** Such as {@code nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))}. */
  static String of(NetworkSpec network) {
    List<String> modules = new ArrayList<>();
    int size = network.inputSize();
    for (LayerSpec layer : network.layers()) {
      modules.add("nn." + module(layer, size));
      size = layer instanceof LayerSpec.Linear linear ? linear.units() : size;
    }
    return "nn.Sequential(%s)".formatted(String.join(", ", modules));
  }

  private static String module(LayerSpec layer, int inputs) {
    return switch (layer) {
      case LayerSpec.Linear(int units, LayerSpec.Bias bias, _) ->
          switch (bias) {
            case WITH_BIAS -> "Linear(%d, %d)".formatted(inputs, units);
            case WITHOUT_BIAS -> "Linear(%d, %d, bias=False)".formatted(inputs, units);
          };
      case LayerSpec.Sigmoid _ -> "Sigmoid()";
      case LayerSpec.Tanh _ -> "Tanh()";
      case LayerSpec.Relu _ -> "ReLU()";
      case LayerSpec.LeakyRelu(double slope) -> "LeakyReLU(" + slope + ")";
      case LayerSpec.Elu(double alpha) -> "ELU(" + alpha + ")";
      case LayerSpec.Selu _ -> "SELU()";
      case LayerSpec.Gelu _ -> "GELU()";
      case LayerSpec.Silu _ -> "SiLU()";
      case LayerSpec.Softplus _ -> "Softplus()";
      case LayerSpec.Softmax _ -> "Softmax(dim=1)";
      case LayerSpec.Dropout(double rate) -> "Dropout(" + rate + ")";
      case LayerSpec.BatchNorm _ -> "BatchNorm1d(%d)".formatted(inputs);
      case LayerSpec.LayerNorm _ -> "LayerNorm(%d)".formatted(inputs);
    };
  }
}
