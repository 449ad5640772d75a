package org.trainyard.engine.training;

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
  private final BitSet alive;
  private double sum;
  private double squares;
  private long saturated;
  private long count;

  ActivationStatistics(LayerSpec function, Matrix outputs) {
    this.function = function;
    this.outputs = outputs;
    this.alive = new BitSet(outputs.columns());
  }

  void reset() {
    alive.clear();
    sum = 0;
    squares = 0;
    saturated = 0;
    count = 0;
  }

  void add(int rows) {
    float[] data = outputs.data();
    for (int row = 0; row < rows; row++) {
      int start = outputs.index(row, 0);
      double rowSum = 0;
      double rowSquares = 0;
      for (int column = 0; column < outputs.columns(); column++) {
        double value = data[start + column];
        rowSum += value;
        rowSquares += value * value;
      }
      sum += rowSum;
      squares += rowSquares;
      look(data, start);
    }
    count += (long) rows * outputs.columns();
  }

  private void look(float[] row, int start) {
    switch (function) {
      case LayerSpec.Sigmoid _ -> countSaturated(row, start, 0.5f, 0.5f * SATURATED);
      case LayerSpec.Tanh _ -> countSaturated(row, start, 0f, SATURATED);
      case LayerSpec.Relu _ -> markAlive(row, start);
      default -> {}
    }
  }

  private void countSaturated(float[] row, int start, float middle, float distance) {
    for (int i = start; i < start + outputs.columns(); i++) {
      if (Math.abs(row[i] - middle) > distance) {
        saturated++;
      }
    }
  }

  private void markAlive(float[] row, int start) {
    for (int column = 0; column < outputs.columns(); column++) {
      if (row[start + column] > 0) {
        alive.set(column);
      }
    }
  }

  /** What was seen since the last reset, for a checkpoint. */
  LayerMemory memory(double gradientNorm, double updateRatio) {
    return new LayerMemory(
        gradientNorm, updateRatio, sum, squares, saturated, count, alive.toLongArray());
  }

  void restore(LayerMemory memory) {
    alive.clear();
    alive.or(BitSet.valueOf(memory.alive()));
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
        ? OptionalDouble.of(1 - (double) alive.cardinality() / outputs.columns())
        : OptionalDouble.empty();
  }
}
