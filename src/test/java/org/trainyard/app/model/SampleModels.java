package org.trainyard.app.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.trainyard.engine.layer.Network;

/** Untrained models with every kind of input and output. */
final class SampleModels {

  private static final ModelInput.Scaling SCALING = new ModelInput.Scaling(40, 0.05f, 40, 18, 90);

  private SampleModels() {}

  /** Columns age (a mean fills in), height (nothing does) and color; labels no and yes. */
  static TrainedModel classifier(long seed) {
    return model(
        List.of(
            new ModelInput.Numeric(
                "age", List.of(), List.of(SCALING), ModelInput.MissingPolicy.MEAN, List.of()),
            new ModelInput.Numeric(
                "height", List.of(), List.of(SCALING), ModelInput.MissingPolicy.REJECT, List.of()),
            new ModelInput.Categorical("color", List.of("red", "green"))),
        new ModelOutput.Classification("bought", List.of("no", "yes"), ModelOutput.Head.SOFTMAX),
        seed);
  }

  /** One column of 2 by 3 pixels; labels 0 and 1. */
  static TrainedModel images(long seed) {
    return model(
        List.of(
            new ModelInput.Numeric(
                "pixels",
                List.of(2, 3),
                Collections.nCopies(6, SCALING),
                ModelInput.MissingPolicy.REJECT,
                List.of())),
        new ModelOutput.Classification("label", List.of("0", "1"), ModelOutput.Head.SOFTMAX),
        seed);
  }

  /** One column, and a target of that deviation. */
  static TrainedModel regressor(double deviation) {
    return model(
        List.of(
            new ModelInput.Numeric(
                "a/b~c", List.of(), List.of(SCALING), ModelInput.MissingPolicy.MEDIAN, List.of())),
        new ModelOutput.Regression(List.of(new ModelOutput.Target("price", 100, deviation))),
        1);
  }

  private static TrainedModel model(List<ModelInput> inputs, ModelOutput output, long seed) {
    long outputs =
        switch (output) {
          case ModelOutput.Classification classification -> classification.labels().size();
          case ModelOutput.Regression regression -> regression.targets().size();
        };
    ModelDescription description =
        new ModelDescription(
            inputs,
            output,
            List.of(
                linear(5),
                new LayerDefinition.BatchNorm(),
                new LayerDefinition.Tanh(),
                new LayerDefinition.Linear(4L, false, new InitializerDefinition.Uniform(-0.5, 0.5)),
                new LayerDefinition.LayerNorm(),
                new LayerDefinition.LeakyRelu(0.2),
                new LayerDefinition.Dropout(0.5),
                linear(outputs)),
            Map.of("trainingLoss", 0.25),
            new ModelDescription.Provenance(
                "job_1", "ds_1", "0".repeat(64), seed, 3, "test", Instant.EPOCH, "sample"));
    Network network = Network.create(description.networkSpec(), seed);
    network.setWeights(moved(network.weights()));
    return new TrainedModel(description, network);
  }

  /** So that nothing has its first value, such as the running averages. */
  private static float[] moved(float[] weights) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.125f;
    }
    return weights;
  }

  private static LayerDefinition linear(long units) {
    return new LayerDefinition.Linear(units, true, InitializerDefinition.DEFAULT);
  }
}
