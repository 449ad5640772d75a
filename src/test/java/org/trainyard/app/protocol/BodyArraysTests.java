package org.trainyard.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyArraysTests {

  private static final int KEPT = BodyArrays.KEPT_BYTES;

  private final BodyArrays arrays = new BodyArrays(1);

  @Test
  void givesALargeArrayToTheNextThatNeedsOne() {
    byte[] array = arrays.take(KEPT, KEPT - 5);
    arrays.giveBack(array);
    assertThat(arrays.take(KEPT / 8, KEPT - 7)).isSameAs(array);
    assertThat(arrays.take(KEPT, KEPT)).isNotSameAs(array);
  }

  @Test
  void keepsNoMoreThanItMay() {
    byte[] one = arrays.take(KEPT, KEPT);
    byte[] other = arrays.take(KEPT, KEPT);
    arrays.giveBack(one);
    arrays.giveBack(other);
    assertThat(arrays.take(KEPT, KEPT)).isSameAs(one);
    assertThat(arrays.take(KEPT, KEPT)).isNotSameAs(other);
  }

  @Test
  void makesNoArrayOfTheLengthThatIsOnlySaid() {
    assertThat(arrays.take(KEPT / 8, KEPT)).hasSize(KEPT / 8);
    assertThat(arrays.take(KEPT / 8, 4 * KEPT)).hasSize(KEPT / 8);
  }

  @Test
  void keepsNeitherSmallArraysNorHugeOnes() {
    byte[] small = arrays.take(KEPT / 8, KEPT / 8);
    byte[] huge = arrays.take(2 * KEPT, 2 * KEPT);
    arrays.giveBack(small);
    arrays.giveBack(huge);
    assertThat(arrays.take(KEPT / 8, KEPT / 8)).isNotSameAs(small);
    assertThat(arrays.take(2 * KEPT, 2 * KEPT)).hasSize(2 * KEPT).isNotSameAs(huge);
  }
}
