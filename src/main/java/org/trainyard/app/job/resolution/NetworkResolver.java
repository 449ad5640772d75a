package org.trainyard.app.job.resolution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.ActivationName;
import org.trainyard.app.job.specification.LossName;
import org.trainyard.app.job.specification.NetworkSpecification;
import org.trainyard.app.job.specification.NormalizationName;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.layer.NetworkSpec;

/** Writes the layers of a network out and checks that they fit the data. */
final class NetworkResolver {

  static final long MAX_PARAMETERS = 100_000_000;

  private final NetworkSpecification specification;
  private final Problems problems;

  NetworkResolver(NetworkSpecification specification, Problems problems) {
    this.specification = specification;
    this.problems = problems;
  }

  /** The layers with all their units; what does not fit is in the collected problems. */
  ResolvedSpecification.Network resolve(ColumnChoice columns, InputLayout inputs, LossName loss) {
    int outputSize = columns.outputSize(loss);
    List<LayerDefinition> layers = withOutputs(writtenOut(), columns.task(), outputSize, loss);
    long parameters =
        new NetworkSpec(inputs.size(), layers.stream().map(LayerDefinition::toSpec).toList())
            .parameterCount();
    if (parameters > MAX_PARAMETERS) {
      problems.add(
          Problem.of(
                  ProblemType.MODEL_TOO_LARGE,
                  "The network has %,d parameters, the limit is %,d; make its layers narrower."
                      .formatted(parameters, MAX_PARAMETERS))
              .field("/network")
              .limit(MAX_PARAMETERS, parameters));
    }
    return new ResolvedSpecification.Network(inputs.size(), outputSize, layers, parameters);
  }

  private List<LayerDefinition> writtenOut() {
    List<LayerDefinition> layers = specification.layers();
    if (layers != null) {
      return layers;
    }
    List<Long> hidden = specification.hidden() == null ? List.of() : specification.hidden();
    InitializerDefinition initializer =
        or(specification.initializer(), InitializerDefinition.DEFAULT);
    NormalizationName normalization = or(specification.normalization(), NormalizationName.NONE);
    double dropout = or(specification.dropout(), 0.0);
    List<LayerDefinition> written = new ArrayList<>();
    for (int i = 0; i < hidden.size(); i++) {
      written.add(new LayerDefinition.Linear(hidden.get(i), true, initializer));
      normalization.layer().ifPresent(written::add);
      written.add(activation(i).layer());
      if (dropout > 0) {
        written.add(new LayerDefinition.Dropout(dropout));
      }
    }
    written.add(new LayerDefinition.Linear(null, true, initializer));
    return written;
  }

  private ActivationName activation(int layer) {
    List<ActivationName> names = specification.activation();
    if (names == null) {
      return ActivationName.RELU;
    }
    return names.size() == 1 ? names.getFirst() : names.get(layer);
  }

  private List<LayerDefinition> withOutputs(
      List<LayerDefinition> layers, Task task, int outputSize, LossName loss) {
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
    checkEnd(layers, task, loss);
    return complete;
  }

  private void checkEnd(List<LayerDefinition> layers, Task task, LossName loss) {
    String pointer = "/network/layers/%d".formatted(layers.size() - 1);
    switch (task) {
      case CLASSIFICATION -> {
        if (!(layers.getLast() instanceof LayerDefinition.Linear)) {
          problems.add(
              ProblemType.DEFINITION_INVALID,
              pointer,
              "A classification ends with its linear layer: the loss applies softmax or sigmoid itself. Leave the last activation out."
                  + consequence(layers.getLast(), loss));
        }
      }
      case REGRESSION -> {
        if (layers.getLast() instanceof LayerDefinition.Softmax) {
          problems.add(
              ProblemType.DEFINITION_INVALID,
              pointer,
              "softmax gives shares that add up to one, and a regression predicts numbers; leave it out.");
        }
      }
    }
  }

  private static String consequence(LayerDefinition last, LossName loss) {
    return last instanceof LayerDefinition.Softmax && loss == LossName.BINARY_CROSS_ENTROPY
        ? " Over the one output of binaryCrossEntropy softmax is 1 for every row, so that nothing could be learned."
        : "";
  }

  private static String needed(Task task, int outputSize) {
    return switch (task) {
      case CLASSIFICATION ->
          "the loss needs %d for the classes of the target".formatted(outputSize);
      case REGRESSION ->
          outputSize == 1 ? "there is one target" : "there are %d targets".formatted(outputSize);
    };
  }

  static int lastLinear(List<LayerDefinition> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof LayerDefinition.Linear) {
        return i;
      }
    }
    return -1;
  }

  private static <T> T or(@Nullable T given, T absent) {
    return given == null ? absent : given;
  }
}
