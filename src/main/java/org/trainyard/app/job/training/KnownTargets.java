package org.trainyard.app.job.training;

import java.util.Arrays;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

/**
 * Samples whose targets are kept in memory, and whose inputs are not. A target is small, but lies
 * anywhere in a large file, and one thread gathers those of a minibatch while the others wait.
 */
final class KnownTargets implements Samples {

  private static final int BLOCK_ROWS = 4096;

  private final Samples samples;
  private final float[] targets; // (size, targetSize), without padding

  private KnownTargets(Samples samples, float[] targets) {
    this.samples = samples;
    this.targets = targets;
  }

  /**
   * Reads all targets, in the order of the rows.
   *
   * @param once to read them from
   * @param samples the same ones, of which inputs are gathered later
   */
  static KnownTargets read(Samples once, Samples samples) {
    int width = once.targetSize();
    float[] targets = new float[once.size() * width];
    int[] indices = new int[BLOCK_ROWS];
    Matrix block = Matrix.zeros(BLOCK_ROWS, width);
    for (int from = 0; from < once.size(); from += BLOCK_ROWS) {
      int first = from;
      Arrays.setAll(indices, i -> first + i);
      int count = Math.min(BLOCK_ROWS, once.size() - from);
      once.gatherTargets(indices, 0, count, block);
      for (int i = 0; i < count; i++) {
        block.copyRow(i, targets, (from + i) * width);
      }
    }
    return new KnownTargets(samples, targets);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public int inputSize() {
    return samples.inputSize();
  }

  @Override
  public int targetSize() {
    return samples.targetSize();
  }

  @Override
  public void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row) {
    samples.gatherInputs(indices, from, count, inputs, row);
  }

  @Override
  public void gatherTargets(int[] indices, int from, int count, Matrix batch) {
    for (int i = 0; i < count; i++) {
      batch.setRow(i, targets, indices[from + i] * targetSize());
    }
  }
}
