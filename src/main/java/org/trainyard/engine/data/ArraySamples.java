package org.trainyard.engine.data;

import java.util.Arrays;
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

  /** A copy in memory, from which minibatches are gathered without reading anything again. */
  public static ArraySamples copyOf(Samples samples) {
    int[] all = new int[samples.size()];
    Arrays.setAll(all, row -> row);
    Matrix inputs = Matrix.zeros(samples.size(), samples.inputSize());
    Matrix targets = Matrix.zeros(samples.size(), samples.targetSize());
    samples.gatherInputs(all, 0, all.length, inputs, 0);
    samples.gatherTargets(all, 0, all.length, targets);
    return new ArraySamples(inputs, targets);
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
  public void gatherInputs(int[] indices, int from, int count, Matrix batch, int row) {
    gather(inputs, indices, from, count, batch, row);
  }

  @Override
  public void gatherTargets(int[] indices, int from, int count, Matrix batch) {
    gather(targets, indices, from, count, batch, 0);
  }

  private static void gather(
      Matrix source, int[] indices, int from, int count, Matrix batch, int row) {
    for (int i = 0; i < count; i++) {
      batch.setRow(row + i, source.data(), source.index(indices[from + i], 0));
    }
  }
}
