package org.trainyard.published;

import static org.trainyard.published.Trainings.adam;
import static org.trainyard.published.Trainings.asGiven;
import static org.trainyard.published.Trainings.binary;
import static org.trainyard.published.Trainings.classes;
import static org.trainyard.published.Trainings.sgd;

import java.util.List;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;

/** The trainings of the same course on points of a line, in the order of the line. */
final class LineRecipes {

  private static final LayerSpec SIGMOID = new LayerSpec.Sigmoid();

  private LineRecipes() {}

  static List<Recipe> all() {
    return List.of(
        new Recipe(
            "line-softmax",
            "three segments, 1-3, SGD 0.01, batches of 5, 300 epochs",
            "97.5",
            of(LineSets.threeSegments()),
            Networks.of(SIGMOID, 1, 3),
            () -> asGiven(classes(sgd(0.01), 5, 300)),
            Figure.accuracy(),
            Reference.range(20, "98.0", "97.5", "100.0")),
        new Recipe(
            "line-box",
            "box, 1-2-1 sigmoid, SGD 0.1, row by row, 1000 epochs; share of seeds without an error",
            "",
            of(LineSets.box()),
            Networks.of(SIGMOID, 1, 2, 1),
            () -> asGiven(binary(sgd(0.1), 1, 1000)),
            Figure.success(),
            Reference.share(98, 100)),
        new Recipe(
            "line-two-boxes",
            "two boxes, 1-9-1 sigmoid, Adam 0.1, all rows at once, 600 epochs; mean loss",
            "0.012",
            of(LineSets.twoBoxes()),
            Networks.of(SIGMOID, 1, 9, 1),
            () -> asGiven(binary(adam(0.1), 100, 600)),
            Figure.loss(),
            Reference.range(20, "0.060", "0.009", "0.254")),
        equalWeights(-2, "0.342"),
        equalWeights(0, "0.3418"),
        equalWeights(2, "0.3337"));
  }

  /**
   * Units that start equal stay equal: the network learns nothing but how frequent the class is.
   */
  private static Recipe equalWeights(int x, String probability) {
    NetworkSpec network = Networks.of(Initializer.ones(), List.of(SIGMOID), 1, 2, 1);
    return new Recipe(
        "line-equal-weights-at-" + x,
        "box, 1-2-1 sigmoid, all weights 1, SGD 0.1, row by row, 1000 epochs; output at x = " + x,
        probability,
        of(LineSets.box()),
        network,
        () -> asGiven(binary(sgd(0.1), 1, 1000)),
        Figure.probabilityAt(x),
        Reference.exact(probability));
  }

  private static DataSource of(ArraySamples samples) {
    return _ -> Examples.measuredOnTraining(samples);
  }
}
