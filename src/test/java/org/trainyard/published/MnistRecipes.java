package org.trainyard.published;

import static org.trainyard.published.Trainings.adam;
import static org.trainyard.published.Trainings.asGiven;
import static org.trainyard.published.Trainings.classes;
import static org.trainyard.published.Trainings.sgd;

import java.util.List;
import java.util.function.Supplier;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.TrainingConfigBuilder;

/**
 * The trainings on MNIST of IBM's course "Deep Neural Networks with PyTorch": pixels in [0, 1],
 * minibatches of 2000 rows in random order, plain SGD at 0.01 and PyTorch's default initializer
 * where nothing else is said. Measured is the accuracy on the 10,000 test images.
 */
final class MnistRecipes {

  private static final LayerSpec SIGMOID = new LayerSpec.Sigmoid();
  private static final LayerSpec TANH = new LayerSpec.Tanh();
  private static final LayerSpec RELU = new LayerSpec.Relu();
  private static final int BATCH_SIZE = 2000;

  private final DataSource images;

  MnistRecipes(DataSource images) {
    this.images = images;
  }

  List<Recipe> all() {
    return List.of(
        softmax(1, "89.3", Reference.range(5, "90.21", "90.13", "90.31")),
        softmax(10, "92.0", Reference.range(5, "92.06", "92.04", "92.11")),
        plain(
            "sigmoid",
            "784-100-10 sigmoid, 30 epochs",
            "60.5",
            Networks.of(SIGMOID, 784, 100, 10),
            30,
            Reference.range(5, "62.9", "61.5", "65.7")),
        plain(
            "tanh",
            "784-100-10 tanh, 30 epochs",
            "86.6",
            Networks.of(TANH, 784, 100, 10),
            30,
            Reference.range(5, "86.0", "85.7", "86.2")),
        plain(
            "relu",
            "784-100-10 ReLU, 30 epochs",
            "86.5",
            Networks.of(RELU, 784, 100, 10),
            30,
            Reference.range(5, "85.9", "85.5", "86.0")),
        plain(
            "deep-sigmoid",
            "784-50-50-10 sigmoid, 10 epochs",
            "11.35",
            Networks.of(SIGMOID, 784, 50, 50, 10),
            10,
            Reference.range(8, "11.35", "11.35", "11.35")),
        plain(
            "deep-tanh",
            "784-50-50-10 tanh, 10 epochs",
            "71.0",
            Networks.of(TANH, 784, 50, 50, 10),
            10,
            Reference.range(8, "64.0", "54.7", "72.5")),
        plain(
            "deep-relu",
            "784-50-50-10 ReLU, 10 epochs",
            "49.4",
            Networks.of(RELU, 784, 50, 50, 10),
            10,
            Reference.range(8, "39.1", "25.9", "50.1")),
        plain(
            "narrow-default",
            "784-100-10-100-10-100-10 tanh, default weights, 15 epochs",
            "20.6",
            narrow(new Initializer.Default()),
            15,
            Reference.range(16, "27.3", "16.9", "33.2")),
        plain(
            "narrow-xavier",
            "784-100-10-100-10-100-10 tanh, Xavier uniform weights, 15 epochs",
            "57.3",
            narrow(new Initializer.XavierUniform()),
            15,
            Reference.range(5, "62.1", "55.4", "65.7")),
        plain(
            "narrow-uniform",
            "784-100-10-100-10-100-10 tanh, weights uniform in [0, 1), 15 epochs",
            "11.35",
            narrow(new Initializer.Uniform(0, 1)),
            15,
            Reference.range(3, "11.35", "11.35", "11.35")),
        plain(
            "wide-default",
            "784-100-200-100-10 ReLU, default weights, 30 epochs",
            "51.3",
            wide(new Initializer.Default()),
            30,
            Reference.range(4, "54.5", "51.3", "56.9")),
        plain(
            "wide-he",
            "784-100-200-100-10 ReLU, He uniform weights, 30 epochs",
            "90.7",
            wide(new Initializer.HeUniform()),
            30,
            Reference.range(4, "90.7", "90.6", "91.0")),
        plain(
            "wide-uniform",
            "784-100-200-100-10 ReLU, weights uniform in [0, 1), 30 epochs",
            "11.35",
            wide(new Initializer.Uniform(0, 1)),
            30,
            Reference.range(3, "11.35", "11.35", "11.35")),
        batchNorm(
            "no-batch-norm",
            "784-100-100-10 sigmoid, Adam 0.1, 5 epochs",
            "47",
            List.of(SIGMOID),
            Reference.range(4, "54.8", "21.0", "93.3")),
        batchNorm(
            "batch-norm",
            "784-100-100-10 sigmoid, batch norm before each sigmoid, Adam 0.1, 5 epochs",
            "",
            List.of(new LayerSpec.BatchNorm(), SIGMOID),
            Reference.range(4, "95.9", "95.7", "96.0")),
        batchNorm(
            "batch-norm-after",
            "784-100-100-10 sigmoid, batch norm after each sigmoid (as in the course), Adam 0.1, 5 epochs",
            "94.5",
            List.of(SIGMOID, new LayerSpec.BatchNorm()),
            Reference.range(4, "94.2", "93.7", "94.5")));
  }

  private Recipe softmax(int epochs, String published, Reference reference) {
    return accuracy(
        "softmax-" + epochs,
        "784-10, SGD 0.1, batches of 100 in the order of the file, epochs: " + epochs,
        published,
        Networks.of(RELU, 784, 10),
        () -> asGiven(classes(sgd(0.1), 100, epochs)),
        reference);
  }

  private static NetworkSpec narrow(Initializer initializer) {
    return Networks.of(initializer, List.of(TANH), 784, 100, 10, 100, 10, 100, 10);
  }

  private static NetworkSpec wide(Initializer initializer) {
    return Networks.of(initializer, List.of(RELU), 784, 100, 200, 100, 10);
  }

  private Recipe plain(
      String name,
      String about,
      String published,
      NetworkSpec network,
      int epochs,
      Reference reference) {
    return accuracy(
        name, about, published, network, () -> classes(sgd(0.01), BATCH_SIZE, epochs), reference);
  }

  private Recipe batchNorm(
      String name, String about, String published, List<LayerSpec> between, Reference reference) {
    return accuracy(
        name,
        about,
        published,
        Networks.of(new Initializer.Default(), between, 784, 100, 100, 10),
        () -> classes(adam(0.1), BATCH_SIZE, 5),
        reference);
  }

  private Recipe accuracy(
      String name,
      String about,
      String published,
      NetworkSpec network,
      Supplier<TrainingConfigBuilder> training,
      Reference reference) {
    return new Recipe(
        "mnist-" + name, about, published, images, network, training, Figure.accuracy(), reference);
  }
}
