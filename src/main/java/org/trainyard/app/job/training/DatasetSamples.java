package org.trainyard.app.job.training;

import org.trainyard.app.model.Preprocessor;
import org.trainyard.app.rows.RowReader;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

/**
 * Some rows of a stored data set, encoded for the network while they are gathered. Nothing is kept
 * in memory but the row numbers, so a data set may be larger than the heap.
 */
final class DatasetSamples implements Samples {

  private final RowReader reader;
  private final int[] rows;
  private final Preprocessor preprocessor;
  private final TargetEncoder targetEncoder;

  /**
   * Some rows.
   *
   * @param rows their numbers, not copied
   */
  DatasetSamples(
      RowReader reader, int[] rows, Preprocessor preprocessor, TargetEncoder targetEncoder) {
    this.reader = reader;
    this.rows = rows;
    this.preprocessor = preprocessor;
    this.targetEncoder = targetEncoder;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int inputSize() {
    return preprocessor.inputSize();
  }

  @Override
  public int targetSize() {
    return targetEncoder.size();
  }

  @Override
  public void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row) {
    float[] scratch = reader.scratch();
    float[] values = new float[reader.featureWidth()];
    for (int i = 0; i < count; i++) {
      reader.readFeatures(rows[indices[from + i]], scratch, values);
      preprocessor.encode(values, inputs.data(), inputs.index(row + i, 0));
    }
  }

  @Override
  public void gatherTargets(int[] indices, int from, int count, Matrix targets) {
    float[] scratch = new float[1];
    float[] values = new float[reader.targetWidth()];
    for (int i = 0; i < count; i++) {
      reader.readTargets(rows[indices[from + i]], scratch, values);
      targetEncoder.encode(values, 0, targets.data(), targets.index(i, 0));
    }
  }
}
