package org.trainyard.published;

import static org.trainyard.published.Trainings.adam;
import static org.trainyard.published.Trainings.asGiven;
import static org.trainyard.published.Trainings.binary;
import static org.trainyard.published.Trainings.classes;
import static org.trainyard.published.Trainings.sgd;

import java.util.List;
import java.util.function.Supplier;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.TrainingConfigBuilder;

/** The trainings of the same course on points of the plane; each seed draws its own points. */
final class PlaneRecipes {

  private static final LayerSpec RELU = new LayerSpec.Relu();
  private static final DataSource SPIRAL =
      seed -> Examples.measuredOnTraining(PlaneSets.spiral(seed));

  private PlaneRecipes() {}

  static List<Recipe> all() {
    return List.of(
        xor(1, 0.001, "50 % right", Reference.share(0, 100)),
        xor(2, 0.1, "75 % right", Reference.share(78, 100)),
        xor(3, 0.1, "100 % right", Reference.share(96, 100)),
        xor(4, 0.1, "", Reference.share(100, 100)),
        spiral(
            "spiral-as-given",
            "spiral, 2-50-3 ReLU, SGD 0.1, batches of 20 in the order of the classes, 100 epochs",
            "73.3",
            Networks.of(RELU, 2, 50, 3),
            () -> asGiven(classes(sgd(0.1), 20, 100)),
            Reference.range(20, "79.0", "71.1", "88.0")),
        spiral(
            "spiral-shuffled",
            "spiral, 2-50-3 ReLU, SGD 0.1, batches of 20, shuffled, 100 epochs",
            "",
            Networks.of(RELU, 2, 50, 3),
            () -> classes(sgd(0.1), 20, 100),
            Reference.range(20, "96.9", "94.8", "97.9")),
        spiral(
            "spiral-deep",
            "spiral, 2-10-10-3 ReLU, SGD 0.01, batches of 20 in the order of the classes, 1000 epochs",
            "98",
            Networks.of(RELU, 2, 10, 10, 3),
            () -> asGiven(classes(sgd(0.01), 20, 1000)),
            Reference.range(20, "96.7", "93.1", "98.6")),
        spiral(
            "spiral-deeper",
            "spiral, 2-10-10-10-3 ReLU, SGD 0.01, batches of 20 in the order of the classes, 1000 epochs",
            "97",
            Networks.of(RELU, 2, 10, 10, 10, 3),
            () -> asGiven(classes(sgd(0.01), 20, 1000)),
            Reference.range(20, "98.0", "94.3", "99.0")),
        curve(
            "curve",
            "noisy curve, 2-300-300-2 ReLU, Adam 0.01, all rows at once, 500 epochs",
            "80.1",
            List.of(RELU),
            Reference.range(8, "82.1", "78.1", "83.8")),
        curve(
            "curve-dropout",
            "noisy curve, 2-300-300-2 ReLU, dropout 0.5 before each ReLU, Adam 0.01, all rows at once, 500 epochs",
            "85.8",
            List.of(new LayerSpec.Dropout(0.5), RELU),
            Reference.range(8, "85.9", "84.6", "87.0")));
  }

  private static Recipe xor(
      int hidden, double learningRate, String published, Reference reference) {
    return new Recipe(
        "xor-" + hidden,
        "noisy XOR, 2-%d-1 sigmoid, SGD %s, row by row, 500 epochs; share of seeds without an error"
            .formatted(hidden, learningRate),
        published,
        seed -> Examples.measuredOnTraining(PlaneSets.noisyXor(seed)),
        Networks.of(new LayerSpec.Sigmoid(), 2, hidden, 1),
        () -> asGiven(binary(sgd(learningRate), 1, 500)),
        Figure.success(),
        reference);
  }

  private static Recipe spiral(
      String name,
      String about,
      String published,
      NetworkSpec network,
      Supplier<TrainingConfigBuilder> training,
      Reference reference) {
    return new Recipe(
        name, about, published, SPIRAL, network, training, Figure.accuracy(), reference);
  }

  private static Recipe curve(
      String name, String about, String published, List<LayerSpec> between, Reference reference) {
    return new Recipe(
        name,
        about,
        published,
        PlaneSets::noisyCurve,
        Networks.of(new Initializer.Default(), between, 2, 300, 300, 2),
        () -> classes(adam(0.01), 1000, 500),
        Figure.accuracy(),
        reference);
  }
}
