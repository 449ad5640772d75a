package org.trainyard.engine.layer;

import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * A parameter in a training, with its gradient. Threads may work on different rows of it at the
 * same time.
 */
public interface TrainedParameter {

  Parameter parameter();

  /** {@code dL/dP}, of the parameter's shape. */
  Matrix gradient();

  /**
   * Sums the gradient over the rows whose forward and backward pass is done.
   *
   * @param batchRows how many rows these are
   * @param from the first row of the parameter
   * @param to the row after the last one
   */
  void computeGradient(int batchRows, int from, int to);

  /**
   * Adds the rows whose passes are done to the gradient that the rows before gave; the bits are
   * those of one sum over all of them. In the slices of rows that {@link #computeGradient} was
   * given.
   */
  void addGradient(int batchRows, int from, int to);

  /** Told after the rows {@code [from, to)} of the parameter were changed. */
  default void changed(int from, int to) {}
}
