package org.trainyard.engine.layer;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.ColumnPanels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/**
 * The way back through a linear layer, {@code dL/dX = dL/dY W^T}.
 *
 * <p>Keeps the weights a second time, transposed, so that this is a product of two row-major
 * matrices like all others; each slice of the weights is transposed again by the thread that
 * changed it. The transposed weights of a layer with a wide input are kept in panels: so the
 * product reads them in a line, and a slice of weights is written as one stretch of memory.
 */
final class InputGradient {

  private final Matrix gradient; // (maxRows, inputSize)
  private final ColumnPanels transposed; // (units, inputSize)
  private final Matrix zeros; // (1, columns of a panel)

  InputGradient(Matrix gradient, Matrix weight, Slab memory) {
    this.gradient = gradient;
    int units = weight.columns();
    this.transposed = ColumnPanels.zeros(units, weight.rows(), memory);
    this.zeros = Matrix.zeros(1, transposed.get(0).columns());
    weightChanged(weight, 0, weight.rows());
  }

  /** Computes the rows {@code [from, to)}. */
  void compute(Matrix outputGradient, int from, int to) {
    for (int i = 0; i < transposed.count(); i++) {
      int column = transposed.firstColumn(i);
      Linear.affine(outputGradient, transposed.get(i), zeros, gradient, column, from, to);
    }
  }

  /** Takes over the rows {@code [from, to)} of the weights. */
  void weightChanged(Matrix weight, int from, int to) {
    for (int i = 0; i < transposed.count(); i++) {
      int panelStart = transposed.firstColumn(i);
      int first = Math.max(from, panelStart);
      int last = Math.min(to, transposed.firstColumn(i + 1));
      if (first < last) {
        Matrix panel = transposed.get(i);
        Kernels.transpose(
            weight.data(),
            weight.index(first, 0),
            weight.stride(),
            panel.data(),
            panel.index(0, first - panelStart),
            panel.stride(),
            last - first,
            weight.columns());
      }
    }
  }
}
