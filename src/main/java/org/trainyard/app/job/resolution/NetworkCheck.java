package org.trainyard.app.job.resolution;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.trainyard.app.job.specification.ActivationName;
import org.trainyard.app.job.specification.NetworkSpecification;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Checks what can be said of a network without its data. */
final class NetworkCheck {

  static final int MAX_LAYERS = 256;
  static final int MAX_UNITS = 65_536;
  private static final double MAX_SLOPE = 100;
  private static final double MAX_WEIGHT = 1e6;

  private final NetworkSpecification network;
  private final Problems problems;

  private NetworkCheck(NetworkSpecification network, Problems problems) {
    this.network = network;
    this.problems = problems;
  }

  static void check(NetworkSpecification network, Problems problems) {
    new NetworkCheck(network, problems).check();
  }

  private void check() {
    List<Long> hidden = network.hidden();
    List<LayerDefinition> layers = network.layers();
    if (hidden != null && layers == null) {
      checkHidden(hidden);
    } else if (layers != null && hidden == null) {
      checkLayers(layers);
    } else {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network",
          "A network is given either by 'hidden' (widths of the hidden layers, such as [50]) or by 'layers' (all layers written out).");
    }
  }

  private void checkHidden(List<Long> hidden) {
    checkCount(hidden.size(), "/network/hidden");
    for (int i = 0; i < hidden.size(); i++) {
      checkUnits(hidden.get(i), "/network/hidden/" + i);
    }
    List<ActivationName> activations = network.activation();
    if (activations != null
        && activations.size() != 1
        && activations.size() != hidden.size()
        && !problems.isBlamed("/network/hidden")) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network/activation",
          "Name one activation for all hidden layers, or one for each of the %d, got %d."
              .formatted(hidden.size(), activations.size()));
    }
    if (network.dropout() != null) {
      problems.requireShare("/network/dropout", network.dropout());
    }
    if (network.initializer() != null) {
      checkInitializer(network.initializer(), "/network/initializer");
    }
  }

  private void checkLayers(List<LayerDefinition> layers) {
    checkCount(layers.size(), "/network/layers");
    if (Stream.of(
            network.activation(), network.dropout(), network.normalization(), network.initializer())
        .anyMatch(Objects::nonNull)) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network",
          "'activation', 'dropout', 'normalization' and 'initializer' go with 'hidden'; with 'layers' each is a layer, or a member of one.");
    }
    int last = NetworkResolver.lastLinear(layers);
    if (last < 0) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network/layers",
          "A network needs at least one linear layer, such as {\"type\": \"linear\"}.");
    }
    for (int i = 0; i < layers.size(); i++) {
      checkLayer(layers.get(i), "/network/layers/" + i);
      if (i < last
          && layers.get(i) instanceof LayerDefinition.Linear linear
          && !problems.isBlamed("/network/layers/" + i)) { // 'unit' is not known
        requireUnits(linear, "/network/layers/%d/units".formatted(i));
      }
      if (i < layers.size() - 1 && layers.get(i) instanceof LayerDefinition.Softmax) {
        problems.add(
            ProblemType.DEFINITION_INVALID,
            "/network/layers/" + i,
            "softmax may only be the last layer.");
      }
    }
  }

  private void requireUnits(LayerDefinition.Linear linear, String pointer) {
    if (linear.units() == null) {
      problems.add(
          ProblemType.MISSING_FIELD,
          pointer,
          "Only the last linear layer may leave its units to the data.");
    }
  }

  private void checkLayer(LayerDefinition layer, String pointer) {
    switch (layer) {
      case LayerDefinition.Linear linear -> {
        if (linear.units() != null) {
          checkUnits(linear.units(), pointer + "/units");
        }
        checkInitializer(linear.initializer(), pointer + "/initializer");
      }
      case LayerDefinition.LeakyRelu(double slope) ->
          problems.requireNotNegative(pointer + "/negativeSlope", slope, MAX_SLOPE);
      case LayerDefinition.Elu(double alpha) ->
          problems.requireNotNegative(pointer + "/alpha", alpha, MAX_SLOPE);
      case LayerDefinition.Dropout(double rate) -> problems.requireShare(pointer + "/rate", rate);
      case LayerDefinition.Sigmoid _,
          LayerDefinition.Tanh _,
          LayerDefinition.Relu _,
          LayerDefinition.Selu _,
          LayerDefinition.Gelu _,
          LayerDefinition.Silu _,
          LayerDefinition.Softplus _,
          LayerDefinition.Softmax _,
          LayerDefinition.BatchNorm _,
          LayerDefinition.LayerNorm _ -> {}
    }
  }

  private void checkInitializer(InitializerDefinition initializer, String pointer) {
    switch (initializer) {
      case InitializerDefinition.Named _ -> {}
      case InitializerDefinition.Constant(double value) -> requireWeight(pointer + "/value", value);
      case InitializerDefinition.Uniform(double low, double high) -> {
        requireWeight(pointer + "/low", low);
        requireWeight(pointer + "/high", high);
        if (low > high) {
          problems.add(
              ProblemType.DEFINITION_INVALID,
              pointer,
              "low must be at most high, got %s and %s.".formatted(low, high));
        }
      }
    }
  }

  private void requireWeight(String pointer, double value) {
    problems.requireRange(
        pointer, value, number -> Math.abs(number) <= MAX_WEIGHT, "from -1e6 to 1e6");
  }

  private void checkCount(int layers, String pointer) {
    if (layers > MAX_LAYERS) {
      problems.add(
          Problem.of(
                  ProblemType.DEFINITION_INVALID,
                  "A network has at most %d layers, got %d.".formatted(MAX_LAYERS, layers))
              .field(pointer)
              .limit(MAX_LAYERS, layers));
    }
  }

  private void checkUnits(long units, String pointer) {
    if (units < 1 || units > MAX_UNITS) {
      problems.add(
          Problem.of(
                  ProblemType.DEFINITION_INVALID,
                  "A layer has 1 to %d units, got %d.".formatted(MAX_UNITS, units))
              .field(pointer)
              .limit(MAX_UNITS, units));
    }
  }
}
