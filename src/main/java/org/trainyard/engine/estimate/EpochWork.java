package org.trainyard.engine.estimate;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;

/**
 * What an epoch has to do: the training rows forth and back, the validation rows forth.
 *
 * @param operations floating-point operations as one counts them on paper: additions and
 *     multiplications of the products, and two for each learned number that is updated
 * @param steps minibatches
 * @param linearSteps linear layers times minibatches
 * @param rows that are trained on; those of the validation count half
 * @param products operations of the products with all columns that vectors fill up
 * @param elements outputs of layers that cost a pass over memory and no more: ReLU
 * @param normalized outputs of normalizing layers
 * @param functions outputs of layers or losses that cost an exponential
 * @param updates learned numbers times minibatches
 * @param inputs numbers that are gathered into minibatches
 */
public record EpochWork(
    double operations,
    double steps,
    double linearSteps,
    double rows,
    double products,
    double elements,
    double normalized,
    double functions,
    double updates,
    double inputs) {

  /** Forward, gradient of the weights, gradient of the inputs. */
  private static final int PASSES = 3;

  /**
   * The work of an epoch.
   *
   * @param rows that are trained on, at least 1
   * @param batchSize rows of a minibatch, at least 1
   * @param validationRows that are measured after it
   */
  public static EpochWork of(NetworkSpec network, long rows, int batchSize, long validationRows) {
    double steps = Math.ceil((double) rows / batchSize);
    double linear = 0;
    double forward = 0;
    double operations = 0;
    double products = 0;
    double elements = 0;
    double normalized = 0;
    double functions = network.outputSize(); // of the loss
    int size = network.inputSize();
    boolean first = true;
    for (LayerSpec layer : network.layers()) {
      if (layer instanceof LayerSpec.Linear(int units, _, _)) {
        double paper = 2.0 * size * units;
        operations += paper * (first ? PASSES - 1 : PASSES);
        forward += paper;
        products += 2.0 * size * padded(units) * 2 + (first ? 0 : 2.0 * padded(size) * units);
        linear++;
        size = units;
        first = false;
      } else {
        switch (cost(layer)) {
          case ELEMENT -> elements += size;
          case FUNCTION -> functions += size;
          case NORMALIZATION -> normalized += size;
        }
      }
    }
    double parameters = network.parameterCount();
    double passes = rows + validationRows / 2.0; // there is no way back

    return new EpochWork(
        rows * operations + validationRows * forward + 2 * steps * parameters,
        steps,
        steps * linear,
        passes,
        rows * products + validationRows * forward,
        passes * elements,
        passes * normalized,
        passes * functions,
        steps * parameters,
        (double) (rows + validationRows) * network.inputSize());
  }

  private static double padded(int columns) {
    int lanes = Kernels.info().lanes();
    return (double) lanes * Math.ceilDiv(columns, lanes);
  }

  private enum Cost {
    ELEMENT,
    FUNCTION,
    NORMALIZATION
  }

  private static Cost cost(LayerSpec layer) {
    return switch (layer) {
      case LayerSpec.Linear _, LayerSpec.Relu _, LayerSpec.LeakyRelu _ -> Cost.ELEMENT;
      case LayerSpec.Normalization _ -> Cost.NORMALIZATION;
      default -> Cost.FUNCTION; // dropout too: its random numbers cost about as much
    };
  }
}
