package org.trainyard.engine.data;

import org.trainyard.engine.tensor.Matrix;

/**
 * Samples that lie in memory.
 *
 * @param inputs (size, inputSize), not copied
 * @param targets (size, targetSize), not copied
 */
public record ArraySamples(Matrix inputs, Matrix targets) implements Samples {

  public ArraySamples {
    if (inputs.rows() != targets.rows()) {
      throw new IllegalArgumentException(
          "%d rows of inputs, %d rows of targets".formatted(inputs.rows(), targets.rows()));
    }
  }

  @Override
  public int size() {
    return inputs.rows();
  }

  @Override
  public int inputSize() {
    return inputs.columns();
  }

  @Override
  public int targetSize() {
    return targets.columns();
  }

  @Override
  public void gather(int[] indices, int from, int count, Matrix batch, Matrix batchTargets) {
    for (int i = 0; i < count; i++) {
      int row = indices[from + i];
      batch.setRow(i, inputs.data(), inputs.index(row, 0));
      batchTargets.setRow(i, targets.data(), targets.index(row, 0));
    }
  }
}
