package org.trainyard.engine.estimate;

import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;

/**
 * How fast one thread of this machine trains, in seconds for each piece of {@link EpochWork}.
 *
 * @param step a minibatch, whatever is in it
 * @param linear a linear layer in a minibatch, whatever its size
 * @param row of a minibatch, whatever its width
 * @param product an operation of a product
 * @param element an output of a layer
 * @param normalization an output of a normalizing layer
 * @param function an output that costs an exponential
 * @param plainUpdate an update of a learned number by plain gradient descent
 * @param adaptiveUpdate the same by an optimizer with a memory
 * @param input a number that is gathered
 */
public record MachineSpeed(
    double step,
    double linear,
    double row,
    double product,
    double element,
    double normalization,
    double function,
    double plainUpdate,
    double adaptiveUpdate,
    double input) {

  /** Two barriers, and what the threads wait for each other. */
  private static final double STEP_OF_SEVERAL_THREADS = 10e-6;

  /** How much of another core a thread is worth, when they share the memory, and often the core. */
  private static final double WORTH_OF_A_THREAD = 0.6;

  /**
   * Seconds that an epoch takes.
   *
   * @param threads that work on a minibatch, at least 1
   */
  public double seconds(EpochWork work, Optimizer optimizer, int threads) {
    double alone = work.steps() * step + work.linearSteps() * linear;
    double divided =
        work.rows() * row
            + work.products() * product
            + work.elements() * element
            + work.normalized() * normalization
            + work.functions() * function
            + work.updates() * update(optimizer)
            + work.inputs() * input;
    if (threads == 1) {
      return alone + divided;
    }
    return alone
        + work.steps() * STEP_OF_SEVERAL_THREADS
        + divided / (1 + WORTH_OF_A_THREAD * (threads - 1));
  }

  /** The speed of a machine that takes so many times longer for everything. */
  public MachineSpeed slower(double times) {
    return new MachineSpeed(
        times * step,
        times * linear,
        times * row,
        times * product,
        times * element,
        times * normalization,
        times * function,
        times * plainUpdate,
        times * adaptiveUpdate,
        times * input);
  }

  private double update(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd sgd -> sgd.momentum() == 0 ? plainUpdate : (plainUpdate + adaptiveUpdate) / 2;
      case Adagrad _ -> (plainUpdate + adaptiveUpdate) / 2;
      case RmsProp _, Adam _, AdamW _ -> adaptiveUpdate;
    };
  }
}
