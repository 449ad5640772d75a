package org.trainyard.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.engine.kernel.Kernels;

/**
 * Turns raw rows into inputs of the network, the same way in training and in predictions.
 *
 * <p>Immutable, so safe for any number of threads.
 */
public final class Preprocessor {

  private final List<Step> steps;
  private final int rawWidth;
  private final int inputSize;

  public Preprocessor(List<ModelInput> inputs) {
    this.steps = steps(inputs);
    this.rawWidth = inputs.stream().mapToInt(ModelInput::rawWidth).sum();
    this.inputSize = inputs.stream().mapToInt(ModelInput::inputWidth).sum();
  }

  /** How many raw values a row has. */
  public int rawWidth() {
    return rawWidth;
  }

  /** How many inputs the network has. */
  public int inputSize() {
    return inputSize;
  }

  /**
   * Encodes one row.
   *
   * @param raw the raw values of all columns, {@link #rawWidth()} of them
   * @param inputs written from {@code offset} on, {@link #inputSize()} values
   * @return whether every number is there and finite, and near enough to have a finite input
   */
  public boolean encode(float[] raw, float[] inputs, int offset) {
    int from = 0;
    int to = offset;
    boolean isFinite = true;
    for (Step step : steps) {
      isFinite &= step.encode(raw, from, inputs, to);
      from += step.rawWidth();
      to += step.inputWidth();
    }
    return isFinite;
  }

  /** Neighbouring numbers are one step, so that a wide table does not cost a call for each. */
  private static List<Step> steps(List<ModelInput> inputs) {
    List<Step> steps = new ArrayList<>();
    List<ModelInput.Scaling> numbers = new ArrayList<>();
    for (ModelInput input : inputs) {
      switch (input) {
        case ModelInput.Numeric numeric when numeric.indicators().isEmpty() ->
            numbers.addAll(numeric.values());
        case ModelInput.Numeric numeric -> {
          addNumbers(steps, numbers);
          steps.add(new NumericStep(numeric.values(), numeric.indicators()));
        }
        case ModelInput.Categorical categorical -> {
          addNumbers(steps, numbers);
          steps.add(new OneHotStep(categorical.categories().size()));
        }
      }
    }
    addNumbers(steps, numbers);
    return List.copyOf(steps);
  }

  private static void addNumbers(List<Step> steps, List<ModelInput.Scaling> numbers) {
    if (!numbers.isEmpty()) {
      steps.add(new NumericStep(numbers, List.of()));
      numbers.clear();
    }
  }

  private interface Step {

    int rawWidth();

    int inputWidth();

    /** Whether every number is there and finite. */
    boolean encode(float[] raw, int from, float[] inputs, int to);
  }

  /** Arrays instead of records, because this runs for every number of every minibatch. */
  private static final class NumericStep implements Step {

    private final float[] offsets;
    private final float[] factors;
    private final float[] fills;
    private final int[] indicators;

    NumericStep(List<ModelInput.Scaling> values, List<Integer> indicators) {
      int width = values.size();
      offsets = new float[width];
      factors = new float[width];
      fills = new float[width];
      for (int i = 0; i < width; i++) {
        offsets[i] = values.get(i).offset();
        factors[i] = values.get(i).factor();
        fills[i] = values.get(i).fill();
      }
      this.indicators = indicators.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int rawWidth() {
      return offsets.length;
    }

    @Override
    public int inputWidth() {
      return offsets.length + indicators.length;
    }

    @Override
    public boolean encode(float[] raw, int from, float[] inputs, int to) {
      boolean isFinite =
          Kernels.standardize(raw, from, offsets, factors, inputs, to, offsets.length);
      if (!isFinite) {
        fill(raw, from, inputs, to);
      }
      for (int i = 0; i < indicators.length; i++) {
        inputs[to + offsets.length + i] = Float.isNaN(raw[from + indicators[i]]) ? 1 : 0;
      }
      return isFinite;
    }

    /** Gives missing numbers an input. */
    private void fill(float[] raw, int from, float[] inputs, int to) {
      for (int i = 0; i < offsets.length; i++) {
        if (Float.isNaN(raw[from + i])) {
          inputs[to + i] = (fills[i] - offsets[i]) * factors[i];
        }
      }
    }
  }

  private record OneHotStep(int categories) implements Step {

    @Override
    public int rawWidth() {
      return 1;
    }

    @Override
    public int inputWidth() {
      return categories + 1;
    }

    @Override
    public boolean encode(float[] raw, int from, float[] inputs, int to) {
      Arrays.fill(inputs, to, to + categories + 1, 0);
      float category = raw[from];
      inputs[to + (category >= 0 ? (int) category : categories)] = 1; // NaN is not >= 0
      return true;
    }
  }
}
