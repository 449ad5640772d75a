package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** A linear layer at work in a training. */
final class LinearRun implements LayerRun {

  private final Matrix output;
  private final Matrix outputGradient;
  private final LinearProducts products;
  private final List<TrainedParameter> parameters;

  LinearRun(Linear layer, Place place) {
    this.output = place.memory().zeros(place.maxRows(), layer.outputSize());
    this.outputGradient = place.memory().zeros(place.maxRows(), layer.outputSize());
    this.products =
        PackedProducts.pay(place.maxRows(), layer.inputSize(), layer.outputSize())
            ? new PackedProducts(layer, place, output, outputGradient)
            : new RowMajorProducts(layer, place, output, outputGradient);
    Weight weight = new Weight(layer.parameters().getFirst());
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
    return (Task.Rows) products::forward;
  }

  @Override
  public Optional<Task> backward() {
    return products.needsBackward()
        ? Optional.of((Task.Rows) products::backward)
        : Optional.empty();
  }

  @Override
  public List<TrainedParameter> parameters() {
    return parameters;
  }

  private final class Weight implements TrainedParameter {

    private final Parameter parameter;

    Weight(Parameter parameter) {
      this.parameter = parameter;
    }

    @Override
    public Parameter parameter() {
      return parameter;
    }

    @Override
    public Matrix gradient() {
      return products.weightGradient();
    }

    @Override
    public void computeGradient(int batchRows, int from, int to) {
      products.computeWeightGradient(batchRows, from, to);
    }

    @Override
    public void addGradient(int batchRows, int from, int to) {
      products.addWeightGradient(batchRows, from, to);
    }

    @Override
    public void changed(int from, int to) {
      products.weightsChanged(from, to);
    }
  }
}
