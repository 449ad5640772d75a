package org.trainyard.engine.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Slab;

/**
 * What an optimizer remembers between two steps: the number of steps, and for each parameter some
 * slots of its shape, such as a velocity. Belongs to one training run.
 *
 * <p>The steps and the {@link #slots()} are all of it: a state that was restored from them goes on
 * bit for bit as the one they were taken from.
 */
public final class OptimizerState {

  private static final int MOST_COEFFICIENTS = 7;

  private final List<Matrix> parameters; // only their shapes are used
  private final int mostSlots;
  private final List<List<Matrix>> slots = new ArrayList<>(); // slot, parameter
  private final float[] coefficients = new float[MOST_COEFFICIENTS]; // of the step under way
  private long steps;
  private volatile boolean wroteNonFinite; // by any thread of an update

  private OptimizerState(List<Matrix> parameters, int mostSlots) {
    this.parameters = parameters;
    this.mostSlots = mostSlots;
  }

  /**
   * A memory of zeros.
   *
   * @param slots of each parameter from the start
   * @param mostSlots that there can ever be
   */
  static OptimizerState zeros(List<Parameter> parameters, int slots, int mostSlots) {
    List<Matrix> shapes = parameters.stream().map(Parameter::value).toList();
    OptimizerState state = new OptimizerState(shapes, mostSlots);
    state.requireSlots(slots);
    return state;
  }

  /**
   * Whether an update ever wrote a parameter that is infinite or not a number; padding counts, too,
   * so that the parameters themselves must be looked at.
   */
  public boolean wroteNonFinite() {
    return wroteNonFinite;
  }

  /** How many steps were taken. */
  public long steps() {
    return steps;
  }

  /**
   * The memory of all parameters, a copy: slot after slot, in each the parameters in their order,
   * each as its elements row after row without padding.
   */
  public List<float[]> slots() {
    return slots.stream().flatMap(List::stream).map(Matrix::toArray).toList();
  }

  /**
   * Makes this the state that the arguments were taken from.
   *
   * @param restoredSteps {@link #steps()} of that state
   * @param restoredSlots its {@link #slots()}; copied
   * @throws IllegalArgumentException if they do not fit the optimizer and the parameters that this
   *     state was made for; then nothing has changed
   */
  public void restore(long restoredSteps, List<float[]> restoredSlots) {
    if (restoredSteps < 0) {
      throw new IllegalArgumentException("steps must be at least 0, got " + restoredSteps);
    }
    requireFitting(restoredSlots);
    steps = restoredSteps;
    requireSlots(parameters.isEmpty() ? 0 : restoredSlots.size() / parameters.size());
    for (int i = 0; i < restoredSlots.size(); i++) {
      Matrix slot = slots.get(i / parameters.size()).get(i % parameters.size());
      for (int row = 0; row < slot.rows(); row++) {
        slot.setRow(row, restoredSlots.get(i), row * slot.columns());
      }
    }
  }

  private void requireFitting(List<float[]> restored) {
    int least = slots.size() * parameters.size();
    int most = mostSlots * parameters.size();
    boolean complete = parameters.isEmpty() || restored.size() % parameters.size() == 0;
    if (restored.size() < least || restored.size() > most || !complete) {
      throw new IllegalArgumentException(
          "the optimizer keeps %d to %d arrays, some for each of %d parameters, got %d"
              .formatted(least, most, parameters.size(), restored.size()));
    }
    for (int i = 0; i < restored.size(); i++) {
      Matrix shape = parameters.get(i % parameters.size());
      if (restored.get(i).length != shape.rows() * shape.columns()) {
        throw new IllegalArgumentException(
            "array %d of the optimizer must hold %d numbers, got %d"
                .formatted(i, shape.rows() * shape.columns(), restored.get(i).length));
      }
    }
  }

  /** Counts a step and returns its number, from 1. */
  long countStep() {
    steps++;
    return steps;
  }

  /** Makes slots of zeros until there are so many. */
  void requireSlots(int count) {
    while (slots.size() < count) {
      long elements =
          parameters.stream().mapToLong(shape -> (long) shape.rows() * shape.stride()).sum();
      Slab memory = Slab.expecting(elements);
      slots.add(
          parameters.stream().map(shape -> memory.zeros(shape.rows(), shape.columns())).toList());
    }
  }

  int slotCount() {
    return slots.size();
  }

  /** The memory of one parameter, of its shape; not a copy. */
  Matrix slot(int slot, int parameter) {
    return slots.get(slot).get(parameter);
  }

  /** Remembers an update that wrote numbers that are not finite; any thread may say so. */
  void noteUpdate(boolean isFinite) {
    if (!isFinite) {
      wroteNonFinite = true;
    }
  }

  /** What the update of this step is computed with; the same array for every step. */
  float[] coefficients() {
    return coefficients;
  }
}
