package org.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTests {

  /** 60 rows of class 0, 30 of class 1, 10 of class 2, in turns. */
  private static final int[] CLASSES =
      IntStream.range(0, 100).map(row -> row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2).toArray();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE})
  void putsEachRowIntoOnePart(long seed) {
    assertDivides(Split.random(100, 0.2, 0.1, seed), 70, 20, 10);
    assertDivides(Split.stratified(CLASSES, 0.2, 0.1, seed), 70, 20, 10);
  }

  @Test
  void drawsTheSameRowsForTheSameSeedAndOthersForAnother() {
    assertThat(Split.random(100, 0.2, 0.1, 5).validation())
        .isEqualTo(Split.random(100, 0.2, 0.1, 5).validation())
        .isNotEqualTo(Split.random(100, 0.2, 0.1, 6).validation());
    assertThat(Split.stratified(CLASSES, 0.2, 0.1, 5).test())
        .isEqualTo(Split.stratified(CLASSES, 0.2, 0.1, 5).test())
        .isNotEqualTo(Split.stratified(CLASSES, 0.2, 0.1, 6).test());
  }

  @Test
  void keepsTheSharesOfTheClassesInAllParts() {
    Split split = Split.stratified(CLASSES, 0.2, 0.1, 1);

    assertThat(classCounts(split.training())).containsExactly(42, 21, 7);
    assertThat(classCounts(split.validation())).containsExactly(12, 6, 2);
    assertThat(classCounts(split.test())).containsExactly(6, 3, 1);
  }

  @Test
  void givesARareClassToEveryPart() {
    int[] classes = new int[50];
    Arrays.fill(classes, 0, 3, 1);

    Split split = Split.stratified(classes, 0.1, 0.1, 1);

    assertThat(split.training()).containsAnyOf(0, 1, 2);
    assertThat(split.validation()).containsAnyOf(0, 1, 2);
    assertThat(split.test()).containsAnyOf(0, 1, 2);
  }

  @Test
  void dividesOtherRowsAlikeAndHoldsMoreOut() {
    int[] odd = IntStream.range(0, 10).map(i -> 2 * i + 1).toArray();
    Split positions = Split.random(10, 0.2, 0, 3);

    Split split = positions.of(odd).holdingOut(new int[] {0}, new int[] {4, 2});

    assertThat(split.training())
        .isEqualTo(Arrays.stream(positions.training()).map(i -> 2 * i + 1).toArray());
    assertThat(split.validation()).hasSize(3).contains(0).isSorted();
    assertThat(split.test()).containsExactly(2, 4);
  }

  private static void assertDivides(Split split, int training, int validation, int test) {
    assertThat(split.training()).hasSize(training).isSorted();
    assertThat(split.validation()).hasSize(validation).isSorted();
    assertThat(split.test()).hasSize(test).isSorted();
    int[] all =
        IntStream.concat(
                Arrays.stream(split.training()),
                IntStream.concat(Arrays.stream(split.validation()), Arrays.stream(split.test())))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 100).toArray());
  }

  private static int[] classCounts(int[] rows) {
    int[] counts = new int[3];
    for (int row : rows) {
      counts[CLASSES[row]]++;
    }
    return counts;
  }
}
