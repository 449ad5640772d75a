package org.trainyard.app.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.StoredModel;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.layer.Network;

/** Untrained models for the tests of the protocols. */
public final class ServedModels {

  private static final ModelInput.Scaling SCALING = new ModelInput.Scaling(4, 0.5f, 4, 0, 8);

  private ServedModels() {}

  /** Registers iris (twice), people, prices and strict, if they are not there. */
  public static void register(ModelRegistry registry) {
    if (registry.newest("", 10).isEmpty()) {
      register(registry, "iris", iris(1));
      register(registry, "iris", iris(2));
      register(registry, "people", people());
      register(registry, "prices", prices());
      register(registry, "strict", strict());
    }
  }

  private static void register(ModelRegistry registry, String name, TrainedModel model) {
    try {
      StoredModel file = registry.store(model);
      registry.register(name, file, "job_1", Instant.EPOCH);
      registry.release(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column x of four numbers; three labels. */
  static TrainedModel iris(long seed) {
    return model(
        List.of(numeric("x", List.of(4), 4, ModelInput.MissingPolicy.MEAN)),
        new ModelOutput.Classification(
            "species", List.of("setosa", "versicolor", "virginica"), ModelOutput.Head.SOFTMAX),
        seed);
  }

  /** Columns of numbers and of texts; two labels. */
  private static TrainedModel people() {
    return model(
        List.of(
            numeric("age", List.of(), 1, ModelInput.MissingPolicy.MEAN),
            new ModelInput.Categorical("color", List.of("red", "grün"))),
        new ModelOutput.Classification("bought", List.of("no", "yes"), ModelOutput.Head.SIGMOID),
        3);
  }

  /** Two columns of numbers; two values. */
  private static TrainedModel prices() {
    return model(
        List.of(
            numeric("size", List.of(), 1, ModelInput.MissingPolicy.MEDIAN),
            numeric("rooms", List.of(), 1, ModelInput.MissingPolicy.MEDIAN)),
        new ModelOutput.Regression(
            List.of(
                new ModelOutput.Target("price", 100, 10), new ModelOutput.Target("rent", 5, 1))),
        4);
  }

  /** One number, which may not be missing; one value. */
  private static TrainedModel strict() {
    return model(
        List.of(numeric("a", List.of(), 1, ModelInput.MissingPolicy.REJECT)),
        new ModelOutput.Regression(List.of(new ModelOutput.Target("b", 0, 1))),
        5);
  }

  private static ModelInput numeric(
      String name, List<Integer> shape, int width, ModelInput.MissingPolicy missing) {
    return new ModelInput.Numeric(
        name, shape, Collections.nCopies(width, SCALING), missing, List.of());
  }

  private static TrainedModel model(List<ModelInput> inputs, ModelOutput output, long seed) {
    long outputs =
        switch (output) {
          case ModelOutput.Classification(_, var labels, var head) ->
              head == ModelOutput.Head.SIGMOID ? 1 : labels.size();
          case ModelOutput.Regression(var targets) -> targets.size();
        };
    ModelDescription description =
        new ModelDescription(
            inputs,
            output,
            List.of(linear(5), new LayerDefinition.Tanh(), linear(outputs)),
            Map.of("trainingLoss", 0.25),
            new ModelDescription.Provenance(
                "job_1", "ds_1", "0".repeat(64), seed, 3, "test", Instant.EPOCH, "sample"));
    return new TrainedModel(description, Network.create(description.networkSpec(), seed));
  }

  private static LayerDefinition linear(long units) {
    return new LayerDefinition.Linear(units, true, InitializerDefinition.DEFAULT);
  }
}
