package org.trainyard.app.job.resolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Finds the model that a training goes on from, and checks that its weights fit. */
final class InitialWeightsResolver {

  private static final String POINTER = "/initialWeights";

  private final ModelRegistry models;
  private final Problems problems;

  InitialWeightsResolver(ModelRegistry models, Problems problems) {
    this.models = models;
    this.problems = problems;
  }

  /** The same with its version; a model that does not fit is in the collected problems. */
  @Nullable InitialWeights resolve(
      @Nullable InitialWeights asked,
      ColumnChoice columns,
      InputLayout inputs,
      ResolvedSpecification.Network network) {
    if (asked == null) {
      return null;
    }
    try {
      ModelVersion version = models.find(asked.model(), asked.version());
      check(models.trained(version).description(), columns, inputs, network.layers());
      return new InitialWeights(version.name(), (long) version.version());
    } catch (ProblemException e) {
      e.problems().forEach(problem -> problems.add(problem.field(POINTER)));
      return asked;
    }
  }

  private void check(
      ModelDescription model,
      ColumnChoice columns,
      InputLayout inputs,
      List<LayerDefinition> layers) {
    compare("reads the inputs", inputs(model), inputs(inputs));
    compare("predicts", outputs(model), outputs(columns));
    compare(
        "consists of the layers",
        model.layers().stream().map(InitialWeightsResolver::shape).toList(),
        layers.stream().map(InitialWeightsResolver::shape).toList());
  }

  private void compare(String what, List<String> model, List<String> training) {
    for (int i = 0; i < Math.max(model.size(), training.size()); i++) {
      String has = i < model.size() ? model.get(i) : "nothing";
      String wanted = i < training.size() ? training.get(i) : "nothing";
      if (!has.equals(wanted)) {
        problems.add(
            ProblemType.SHAPE_MISMATCH,
            POINTER,
            "The weights do not fit: the model %s %s, this training %s; they differ at number %d: %s and %s. Give the training the model's network and columns."
                .formatted(what, count(model), count(training), i + 1, has, wanted));
        return;
      }
    }
  }

  private static String count(List<String> parts) {
    return parts.size() <= 8
        ? String.join(", ", parts)
        : "%s and %d more".formatted(String.join(", ", parts.subList(0, 8)), parts.size() - 8);
  }

  /** A layer without what matters only before the first step. */
  private static String shape(LayerDefinition layer) {
    return switch (layer) {
      case LayerDefinition.Linear(Long units, boolean bias, _) ->
          "linear(%d%s)".formatted(units, bias ? "" : ", no bias");
      case LayerDefinition.LeakyRelu(double slope) -> "leakyRelu(%s)".formatted(slope);
      case LayerDefinition.Elu(double alpha) -> "elu(%s)".formatted(alpha);
      case LayerDefinition.Dropout(double rate) -> "dropout(%s)".formatted(rate);
      case LayerDefinition.Sigmoid _ -> "sigmoid";
      case LayerDefinition.Tanh _ -> "tanh";
      case LayerDefinition.Relu _ -> "relu";
      case LayerDefinition.Selu _ -> "selu";
      case LayerDefinition.Gelu _ -> "gelu";
      case LayerDefinition.Silu _ -> "silu";
      case LayerDefinition.Softplus _ -> "softplus";
      case LayerDefinition.Softmax _ -> "softmax";
      case LayerDefinition.BatchNorm _ -> "batchNorm";
      case LayerDefinition.LayerNorm _ -> "layerNorm";
    };
  }

  private static List<String> inputs(ModelDescription model) {
    return model.inputs().stream()
        .map(input ->
            switch (input) {
              case ModelInput.Numeric numeric ->
                  numeric(numeric.name(), numeric.rawWidth(), numeric.indicators());
              case ModelInput.Categorical categorical ->
                  categorical(categorical.name(), categorical.categories());
            })
        .toList();
  }

  private static List<String> inputs(InputLayout layout) {
    return layout.inputs().stream()
        .map(input ->
            switch (input.column()) {
              case Column.Numeric numeric ->
                  numeric(numeric.name(), numeric.width(), input.indicators());
              case Column.Categorical categorical ->
                  categorical(categorical.name(), input.categories());
              case Column.Ignored ignored -> ignored.name();
            })
        .toList();
  }

  private static String numeric(String name, int width, List<Integer> indicators) {
    String numbers = width == 1 ? name : "%s (%d values)".formatted(name, width);
    return indicators.isEmpty()
        ? numbers
        : "%s with %d indicators of missing values".formatted(numbers, indicators.size());
  }

  private static String categorical(String name, List<String> categories) {
    return "%s (%s)".formatted(name, count(categories));
  }

  private static List<String> outputs(ModelDescription model) {
    return switch (model.output()) {
      case ModelOutput.Classification classification -> classification.labels();
      case ModelOutput.Regression regression ->
          regression.targets().stream().map(ModelOutput.Target::name).toList();
    };
  }

  private static List<String> outputs(ColumnChoice columns) {
    return switch (columns.task()) {
      case CLASSIFICATION -> columns.classes().stream().map(Column.Category::value).toList();
      case REGRESSION -> columns.targets().stream().map(Column::name).toList();
    };
  }
}
