package org.trainyard.app.job.specification;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.model.InitializerName;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Writes the layers of a network out and checks that they fit the data. */
final class NetworkResolver {

  static final int MAX_LAYERS = 256;
  static final int MAX_UNITS = 65_536;
  static final long MAX_PARAMETERS = 100_000_000;

  private final NetworkSpecification specification;
  private final Problems problems;

  NetworkResolver(NetworkSpecification specification, Problems problems) {
    this.specification = specification;
    this.problems = problems;
  }

  /** Checks what does not depend on the data. */
  void check() {
    List<Long> hidden = specification.hidden();
    List<LayerDefinition> layers = specification.layers();
    if ((hidden == null) == (layers == null)) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network",
          "A network is given either by 'hidden' (widths of the hidden layers, such as [50]) or by 'layers' (all layers written out).");
      return;
    }
    if (hidden != null) {
      checkCount(hidden.size(), "/network/hidden");
      for (int i = 0; i < hidden.size(); i++) {
        checkUnits(hidden.get(i), "/network/hidden/" + i);
      }
    }
    if (layers != null) {
      checkLayers(layers);
    }
  }

  /** The layers with all their units; what does not fit is in the collected problems. */
  ResolvedSpecification.Network resolve(ColumnChoice columns, LossName loss) {
    int outputSize = columns.outputSize(loss);
    List<LayerDefinition> layers = withOutputs(writtenOut(), columns.task(), outputSize);
    long parameters = parameters(layers, columns.inputSize());
    if (parameters > MAX_PARAMETERS) {
      problems.add(
          Problem.of(
                  ProblemType.MODEL_TOO_LARGE,
                  "The network has %,d parameters, the limit is %,d; make its layers narrower."
                      .formatted(parameters, MAX_PARAMETERS))
              .field("/network")
              .limit(MAX_PARAMETERS, parameters));
    }
    return new ResolvedSpecification.Network(columns.inputSize(), outputSize, layers, parameters);
  }

  private void checkLayers(List<LayerDefinition> layers) {
    checkCount(layers.size(), "/network/layers");
    int last = lastLinear(layers);
    if (last < 0) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network/layers",
          "A network needs at least one linear layer, such as {\"type\": \"linear\"}.");
    }
    if (specification.activation() != null || specification.initializer() != null) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network",
          "'activation' and 'initializer' go with 'hidden'; with 'layers' each layer says its own.");
    }
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof LayerDefinition.Linear(Long units, _, _)) {
        String pointer = "/network/layers/%d/units".formatted(i);
        if (units != null) {
          checkUnits(units, pointer);
        } else if (i != last) {
          problems.add(
              ProblemType.MISSING_FIELD,
              pointer,
              "Only the last linear layer may leave its units to the data.");
        }
      }
    }
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

  private List<LayerDefinition> writtenOut() {
    List<LayerDefinition> layers = specification.layers();
    if (layers != null) {
      return layers;
    }
    List<Long> hidden = specification.hidden() == null ? List.of() : specification.hidden();
    InitializerName named = specification.initializer();
    InitializerName initializer = named == null ? InitializerName.DEFAULT : named;
    ActivationName chosen = specification.activation();
    ActivationName activation = chosen == null ? ActivationName.RELU : chosen;
    List<LayerDefinition> written = new ArrayList<>();
    for (long units : hidden) {
      written.add(new LayerDefinition.Linear(units, true, initializer));
      written.add(activation.layer());
    }
    written.add(new LayerDefinition.Linear(null, true, initializer));
    return written;
  }

  private List<LayerDefinition> withOutputs(
      List<LayerDefinition> layers, Task task, int outputSize) {
    int last = lastLinear(layers);
    List<LayerDefinition> complete = new ArrayList<>(layers);
    if (layers.get(last) instanceof LayerDefinition.Linear linear) {
      Long units = linear.units();
      if (units != null && units != outputSize) {
        problems.add(
            ProblemType.SHAPE_MISMATCH,
            "/network/layers/%d/units".formatted(last),
            "The last linear layer has %d units, and %s; leave units out to let the data decide."
                .formatted(units, needed(task, outputSize)));
      }
      complete.set(last, linear.withUnits(outputSize));
    }
    if (task == Task.CLASSIFICATION && last < layers.size() - 1) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/network/layers/%d".formatted(layers.size() - 1),
          "A classification ends with its linear layer: the loss applies softmax or sigmoid itself. Leave the last activation out.");
    }
    return complete;
  }

  private static String needed(Task task, int outputSize) {
    return switch (task) {
      case CLASSIFICATION ->
          "the loss needs %d for the classes of the target".formatted(outputSize);
      case REGRESSION -> "there are %d targets".formatted(outputSize);
    };
  }

  private static int lastLinear(List<LayerDefinition> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof LayerDefinition.Linear) {
        return i;
      }
    }
    return -1;
  }

  /** Exact: 256 layers of 65,536 units are about 2^40 parameters. */
  private static long parameters(List<LayerDefinition> layers, int inputSize) {
    long parameters = 0;
    long width = inputSize;
    for (LayerDefinition layer : layers) {
      if (layer instanceof LayerDefinition.Linear(Long units, boolean bias, _) && units != null) {
        parameters += width * units + (bias ? units : 0);
        width = units;
      }
    }
    return parameters;
  }
}
