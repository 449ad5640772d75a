package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.ColumnPanels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Slab;

/**
 * A linear layer at work in a training. The gradient of wide weights reads its operands from {@link
 * ColumnPanels}.
 */
final class LinearRun implements LayerRun {

  private final Linear layer;
  private final Matrix input;
  private final Optional<InputGradient> inputGradient; // where one is needed
  private final Matrix output;
  private final Matrix outputGradient;
  private final ColumnPanels inputPanels;
  private final ColumnPanels outputGradientPanels;
  private final List<TrainedParameter> parameters;

  LinearRun(Linear layer, Place place) {
    this.layer = layer;
    this.input = place.input();
    this.output = place.memory().zeros(place.maxRows(), layer.outputSize());
    this.outputGradient = place.memory().zeros(place.maxRows(), layer.outputSize());
    this.inputPanels = ColumnPanels.of(input, layer.outputSize(), place.memory());
    this.outputGradientPanels = ColumnPanels.of(outputGradient, layer.inputSize(), place.memory());
    Parameter weights = layer.parameters().getFirst();
    this.inputGradient =
        place
            .inputGradient()
            .map(gradient -> new InputGradient(gradient, weights.value(), place.memory()));
    Weight weight = new Weight(weights, place.memory());
    this.parameters =
        layer.parameters().size() == 1
            ? List.of(weight)
            : List.of(weight, new ColumnSums(layer.parameters().get(1), outputGradient));
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix outputGradient() {
    return outputGradient;
  }

  @Override
  public Task forward() {
    return (Task.Rows)
        (from, to) -> {
          inputPanels.update(from, to);
          layer.predict(input, output, from, to);
        };
  }

  @Override
  public Optional<Task> backward() {
    return inputGradient.isPresent() || outputGradientPanels.areCopies()
        ? Optional.of((Task.Rows) this::backward)
        : Optional.empty();
  }

  private void backward(int from, int to) {
    outputGradientPanels.update(from, to);
    if (inputGradient.isPresent()) {
      inputGradient.get().compute(outputGradient, from, to);
    }
  }

  @Override
  public List<TrainedParameter> parameters() {
    return parameters;
  }

  private final class Weight implements TrainedParameter {

    private final Parameter parameter;
    private final WeightGradient gradient;

    Weight(Parameter parameter, Slab memory) {
      this.parameter = parameter;
      this.gradient =
          new WeightGradient(
              inputPanels,
              outputGradientPanels,
              memory.zeros(layer.inputSize(), layer.outputSize()),
              memory);
    }

    @Override
    public Parameter parameter() {
      return parameter;
    }

    @Override
    public Matrix gradient() {
      return gradient.sums();
    }

    @Override
    public void computeGradient(int batchRows, int from, int to) {
      gradient.compute(batchRows, from, to);
    }

    @Override
    public void addGradient(int batchRows, int from, int to) {
      gradient.add(batchRows, from, to);
    }

    @Override
    public void changed(int from, int to) {
      if (inputGradient.isPresent()) {
        inputGradient.get().weightChanged(parameter.value(), from, to);
      }
    }
  }
}
