package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/** What dropout multiplies by; that it does, in both directions, is in LayerContractTests. */
class DropoutTests {

  private static final int ROWS = 300;
  private static final int COLUMNS = 101;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void dropsItsShareAndKeepsTheMean(double rate) {
    float[] mask = mask(new RandomKey(1), 0, 0, rate);
    float kept = (float) (1 / (1 - rate));
    assertThat(IntStream.range(0, mask.length).allMatch(i -> mask[i] == 0 || mask[i] == kept))
        .isTrue();
    // Five standard deviations of a share of 30,300.
    assertThat(share(mask, 0, mask.length)).isCloseTo(rate, within(0.015));
    assertThat(share(mask, 0, COLUMNS * ROWS / 2)).isCloseTo(rate, within(0.02));
    for (int column = 0; column < COLUMNS; column++) {
      int first = column;
      long dropped =
          IntStream.range(0, ROWS).filter(row -> mask[row * COLUMNS + first] == 0).count();
      assertThat(dropped / (double) ROWS).as("column %d", column).isCloseTo(rate, within(0.15));
    }
  }

  @Test
  void dropsOthersInEachRowStepAndTraining() {
    float[] mask = mask(new RandomKey(1), 7, 0, 0.5);
    assertThat(mask(new RandomKey(1), 7, 0, 0.5)).isEqualTo(mask);
    assertDiffer(mask, mask(new RandomKey(1), 8, 0, 0.5));
    assertDiffer(mask, mask(new RandomKey(2), 7, 0, 0.5));
    assertDiffer(
        Arrays.copyOf(mask, COLUMNS * (ROWS - 1)), Arrays.copyOfRange(mask, COLUMNS, mask.length));
  }

  @Test
  void aRowHasItsMaskWhereverItsChunkBegins() {
    float[] mask = mask(new RandomKey(1), 7, 0, 0.5);
    float[] later = mask(new RandomKey(1), 7, 100, 0.5);
    assertThat(Arrays.copyOf(later, 200 * COLUMNS))
        .isEqualTo(Arrays.copyOfRange(mask, 100 * COLUMNS, mask.length));
  }

  @Test
  void twoLayersDropOthers() {
    LayerSpec dropout = new LayerSpec.Dropout(0.5);
    TrainingPass pass = pass(List.of(dropout, dropout), new RandomKey(1));
    pass.begin(0, 0);
    pass.run(ROWS, () -> {});
    float[] first = pass.outputs(0).toArray();
    float[] both = pass.outputs(1).toArray();
    assertThat(share(first, 0, first.length)).isCloseTo(0.5, within(0.015));
    assertThat(share(both, 0, both.length)).isCloseTo(0.75, within(0.015));
  }

  /** What is multiplied by: the outputs for inputs of 1. */
  private static float[] mask(RandomKey key, long step, int firstRow, double rate) {
    TrainingPass pass = pass(List.of(new LayerSpec.Dropout(rate)), key);
    pass.begin(step, firstRow);
    pass.run(ROWS, () -> {});
    return pass.outputs().toArray();
  }

  private static TrainingPass pass(List<LayerSpec> layers, RandomKey key) {
    TrainingPass pass =
        new TrainingPass(Network.create(new NetworkSpec(COLUMNS, layers), 1), ROWS, key);
    Matrix inputs = pass.inputs();
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        inputs.set(row, column, 1);
      }
    }
    return pass;
  }

  private static double share(float[] mask, int from, int to) {
    return IntStream.range(from, to).filter(i -> mask[i] == 0).count() / (double) (to - from);
  }

  /** Two masks that know nothing of each other agree in half of their places. */
  private static void assertDiffer(float[] mask, float[] other) {
    long same = IntStream.range(0, mask.length).filter(i -> mask[i] == other[i]).count();
    assertThat(same / (double) mask.length).isCloseTo(0.5, within(0.02));
  }
}
