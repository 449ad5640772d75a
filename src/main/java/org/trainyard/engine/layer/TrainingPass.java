package org.trainyard.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.trainyard.engine.parallel.Plan;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/**
 * The memory of the passes of a training through a network, and the tasks that fill it: the output
 * of each layer on the way forward, {@code dL/dY} of each layer on the way back.
 *
 * <p>Made once for the largest minibatch and used again and again. The tasks may be divided between
 * threads; everything else belongs to one thread.
 */
public final class TrainingPass {

  private final Matrix inputs;
  private final List<LayerRun> runs = new ArrayList<>();
  private final List<TrainedParameter> parameters;
  private final StepClock clock = new StepClock();

  /**
   * Memory for a network.
   *
   * @param maxRows of a minibatch
   * @param key of the random numbers that layers draw in training
   */
  public TrainingPass(Network network, int maxRows, RandomKey key) {
    Slab memory = Slab.expecting(elements(network, maxRows));
    inputs = memory.zeros(maxRows, network.spec().inputSize());
    Matrix input = inputs;
    LayerRun.OutputUse inputUse = LayerRun.OutputUse.READ_AGAIN;
    Optional<Matrix> inputGradient = Optional.empty();
    for (Layer layer : network.layers()) {
      RandomKey own = key.derive(runs.size());
      LayerRun run =
          layer.newRun(
              new LayerRun.Place(input, inputUse, inputGradient, maxRows, memory, clock, own));
      runs.add(run);
      input = run.output();
      inputUse = run.outputUse();
      // Below the first parameters nobody needs a gradient.
      if (inputGradient.isPresent() || !run.parameters().isEmpty()) {
        inputGradient = Optional.of(run.outputGradient());
      }
    }
    parameters = runs.stream().flatMap(run -> run.parameters().stream()).toList();
  }

  /** About how many elements a pass needs: outputs and their gradients, gradients of weights. */
  private static long elements(Network network, int maxRows) {
    long rowElements = network.spec().inputSize();
    long whole = network.parameterCount();
    int inputs = network.spec().inputSize();
    boolean needsInputGradient = false;
    for (Layer layer : network.layers()) {
      int outputs = layer.outputSize();
      rowElements += 2L * outputs;
      if (layer instanceof Linear) {
        LinearMemory products = LinearMemory.of(maxRows, inputs, outputs, needsInputGradient);
        whole += products.whole();
        rowElements += products.perRow();
      }
      needsInputGradient |= !layer.parameters().isEmpty();
      inputs = outputs;
    }
    return whole + maxRows * rowElements;
  }

  /** Where a minibatch is put before the forward pass; (maxRows, inputSize). */
  public Matrix inputs() {
    return inputs;
  }

  /** What the last layer computed; (maxRows, outputSize). */
  public Matrix outputs() {
    return runs.getLast().output();
  }

  /**
   * What a layer computed; (maxRows, its outputSize). A layer may overwrite that of the one before.
   */
  public Matrix outputs(int layer) {
    return runs.get(layer).output();
  }

  /** The first layer that computed a number that is not finite in the rows of a minibatch. */
  public OptionalInt firstNonFinite(int rows) {
    return IntStream.range(0, runs.size())
        .filter(layer -> !runs.get(layer).output().isFinite(rows))
        .findFirst();
  }

  /** Where the loss writes {@code dL/dY} of the last layer; (maxRows, outputSize). */
  public Matrix outputGradient() {
    return runs.getLast().outputGradient();
  }

  /** All parameters with their gradients, in the order of {@link Network#parameters()}. */
  public List<TrainedParameter> parameters() {
    return parameters;
  }

  /** From {@link #inputs()} to {@link #outputs()}. */
  public List<Task> forward() {
    return runs.stream().map(LayerRun::forward).toList();
  }

  /** From {@link #outputGradient()} to the gradients that the parameters need. */
  public List<Task> backward() {
    return runs.reversed().stream().flatMap(run -> run.backward().stream()).toList();
  }

  /**
   * Tells the layers which rows of a training come next: some draw random numbers for each.
   *
   * @param step the number of the minibatch
   * @param firstRow where in the minibatch the rows of this pass begin
   */
  public void begin(long step, int firstRow) {
    clock.set(step, firstRow);
  }

  /** Runs both passes on this thread and sums all gradients; {@code loss} stands between them. */
  public void run(int rows, Runnable loss) {
    try (Team alone = Team.of(1)) {
      new Plan(forward(), rows).run(alone, rows);
      loss.run();
      new Plan(backward(), rows).run(alone, rows);
    }
    for (TrainedParameter parameter : parameters) {
      parameter.computeGradient(rows, 0, parameter.gradient().rows());
    }
  }
}
