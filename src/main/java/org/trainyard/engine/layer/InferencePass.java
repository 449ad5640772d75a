package org.trainyard.engine.layer;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;

/**
 * The memory of forward passes as in prediction: the output of each layer. Its tasks may be divided
 * between threads.
 */
public final class InferencePass {

  private final Matrix inputs;
  private final List<Task> tasks = new ArrayList<>();
  private Matrix outputs;

  /**
   * Memory for a network.
   *
   * @param maxRows that are computed at a time
   */
  public InferencePass(Network network, int maxRows) {
    inputs = Matrix.zeros(maxRows, network.spec().inputSize());
    outputs = inputs;
    for (Layer layer : network.layers()) {
      Matrix input = outputs;
      Matrix output = Matrix.zeros(maxRows, layer.outputSize());
      tasks.add((Task.Rows) (from, to) -> layer.predict(input, output, from, to));
      outputs = output;
    }
  }

  /** Where rows are put before the pass; (maxRows, inputSize). */
  public Matrix inputs() {
    return inputs;
  }

  /** What the last layer computed; (maxRows, outputSize). */
  public Matrix outputs() {
    return outputs;
  }

  /** From {@link #inputs()} to {@link #outputs()}. */
  public List<Task> forward() {
    return tasks;
  }

  /** Runs the pass on this thread. */
  public void run(int rows) {
    for (Task task : tasks) {
      switch (task) {
        case Task.Rows rowTask -> rowTask.run(0, rows);
        case Task.Columns columnTask -> columnTask.run(rows, 0, columnTask.columns());
      }
    }
  }
}
