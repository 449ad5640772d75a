package org.trainyard.engine.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** What an optimizer remembers between two steps; belongs to one training run. */
public final class OptimizerState {

  private final List<List<Matrix>> slots; // slot, parameter; each of the parameter's shape
  private long steps;

  private OptimizerState(List<List<Matrix>> slots) {
    this.slots = slots;
  }

  /** A memory of zeros with some matrices for each parameter. */
  static OptimizerState zeros(List<Parameter> parameters, int slots) {
    List<List<Matrix>> memory = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      memory.add(
          parameters.stream()
              .map(Parameter::value)
              .map(value -> Matrix.zeros(value.rows(), value.columns()))
              .toList());
    }
    return new OptimizerState(memory);
  }

  /** How many steps were taken. */
  public long steps() {
    return steps;
  }

  /** Counts a step and returns its number, from 1. */
  long countStep() {
    steps++;
    return steps;
  }

  Matrix slot(int slot, int parameter) {
    return slots.get(slot).get(parameter);
  }
}
