package org.trainyard.engine.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.tensor.Matrix;

/** Sums over the outputs of one layer, for the rows that were looked at since the last reset. */
final class ActivationStatistics {

  /** Distance from the middle of the range, in halves of it, from which a value is saturated. */
  private static final float SATURATED = 0.95f;

  private final LayerSpec function;
  private final Matrix outputs;
  private final int stride;
  private final float[] largest; // of each unit, at least 0
  private double sum;
  private double squares;
  private long saturated;
  private long count;

  /**
   * Nothing seen yet.
   *
   * @param function what computes the outputs
   * @param outputs (maxRows, units)
   * @param stride every how manyth row of a minibatch is looked at, at least 1
   */
  ActivationStatistics(LayerSpec function, Matrix outputs, int stride) {
    this.function = function;
    this.outputs = outputs;
    this.stride = stride;
    this.largest = new float[outputs.columns()];
  }

  void reset() {
    Arrays.fill(largest, 0f);
    sum = 0;
    squares = 0;
    saturated = 0;
    count = 0;
  }

  /** Looks at the outputs for {@code rows} rows, which begin at {@code first} in the minibatch. */
  void add(int first, int rows) {
    for (int row = Math.floorMod(-first, stride); row < rows; row += stride) {
      int start = outputs.index(row, 0);
      addSums(outputs.data(), start, start + outputs.columns());
      look(outputs.data(), start);
      count += outputs.columns();
    }
  }

  /** Two sums of each kind, because an addition must wait for the one before it. */
  private void addSums(float[] data, int start, int end) {
    double sum1 = 0;
    double sum2 = 0;
    double squares1 = 0;
    double squares2 = 0;
    int i = start;
    for (; i < end - 1; i += 2) {
      double value1 = data[i];
      double value2 = data[i + 1];
      sum1 += value1;
      sum2 += value2;
      squares1 += value1 * value1;
      squares2 += value2 * value2;
    }
    if (i < end) {
      double value = data[i];
      sum1 += value;
      squares1 += value * value;
    }
    sum += sum1 + sum2;
    squares += squares1 + squares2;
  }

  private void look(float[] data, int start) {
    switch (function) {
      case LayerSpec.Sigmoid _ -> countSaturated(data, start, 0.5f, 0.5f * SATURATED);
      case LayerSpec.Tanh _ -> countSaturated(data, start, 0f, SATURATED);
      case LayerSpec.Relu _ -> keepLargest(data, start);
      default -> {}
    }
  }

  private void countSaturated(float[] data, int start, float middle, float distance) {
    int found = 0;
    for (int i = start; i < start + outputs.columns(); i++) {
      found += Math.abs(data[i] - middle) > distance ? 1 : 0;
    }
    saturated += found;
  }

  private void keepLargest(float[] data, int start) {
    for (int unit = 0; unit < largest.length; unit++) {
      largest[unit] = Math.max(largest[unit], data[start + unit]);
    }
  }

  /** What was seen since the last reset, for a checkpoint. */
  LayerMemory memory(double gradientNorm, double updateRatio) {
    return new LayerMemory(
        gradientNorm, updateRatio, sum, squares, saturated, count, alive().toLongArray());
  }

  void restore(LayerMemory memory) {
    BitSet alive = BitSet.valueOf(memory.alive());
    for (int unit = 0; unit < largest.length; unit++) {
      largest[unit] = alive.get(unit) ? 1f : 0f;
    }
    sum = memory.sum();
    squares = memory.squares();
    saturated = memory.saturated();
    count = memory.count();
  }

  double mean() {
    return sum / count;
  }

  double standardDeviation() {
    return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
  }

  OptionalDouble saturatedShare() {
    return switch (function) {
      case LayerSpec.Sigmoid _, LayerSpec.Tanh _ -> OptionalDouble.of((double) saturated / count);
      default -> OptionalDouble.empty();
    };
  }

  OptionalDouble deadShare() {
    return function instanceof LayerSpec.Relu
        ? OptionalDouble.of(1 - (double) alive().cardinality() / outputs.columns())
        : OptionalDouble.empty();
  }

  /** The units that were not 0 for every row. */
  private BitSet alive() {
    BitSet alive = new BitSet(largest.length);
    for (int unit = 0; unit < largest.length; unit++) {
      alive.set(unit, largest[unit] > 0);
    }
    return alive;
  }
}
