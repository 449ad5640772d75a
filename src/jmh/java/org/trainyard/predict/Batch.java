package org.trainyard.predict;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.tensor.Matrix;

/** A thousand rows in one request, and in one call of the engine on one thread. */
final class Batch {

  private static final int ROWS = 1000;
  private static final Load ALONE = new Load(1, 0);
  private static final int WARM_UPS = 6;

  private final PredictArguments arguments;
  private final PrintStream out;

  Batch(PredictArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    try (Service service = Service.start()) {
      Models.trainSmall(service.http());
      Load.Request request = new Requests(service).binary(ROWS).request();
      Network network = network();
      Matrix inputs = inputs();
      Kernels.warmUp();
      for (int i = 0; i < WARM_UPS; i++) { // in turn, so that what one side compiles is done, too
        ALONE.send(request, 2);
        engineMillis(network, inputs);
      }
      List<Double> engine = new ArrayList<>();
      List<Double> requests = new ArrayList<>();
      for (int round = 0; round < arguments.rounds(); round++) {
        engine.add(engineMillis(network, inputs));
        requests.add(ALONE.send(request, arguments.seconds()).p50());
      }
      double alone = PredictBenchmark.median(engine);
      double answered = PredictBenchmark.median(requests);
      out.printf(
          Locale.ROOT,
          "%n1,000 rows of 784-100-10, OIP binary: engine alone %.2f ms, request %.2f ms, ratio %.2f (bound 2)%n",
          alone,
          answered,
          answered / alone);
    }
  }

  private static Network network() {
    return Network.create(
        new NetworkSpec(
            784,
            List.of(
                new LayerSpec.Linear(100, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal()),
                new LayerSpec.Relu(),
                new LayerSpec.Linear(10, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal()))),
        1);
  }

  private static Matrix inputs() {
    Matrix inputs = Matrix.zeros(ROWS, 784);
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < 784; column++) {
        inputs.set(row, column, random.nextInt(256) / 255f);
      }
    }
    return inputs;
  }

  /** The median of calls for about a second. */
  private static double engineMillis(Network network, Matrix inputs) {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + 1_000_000_000L;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      if (network.predict(inputs).rows() != ROWS) {
        throw new IllegalStateException();
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return PredictBenchmark.median(millis);
  }
}
