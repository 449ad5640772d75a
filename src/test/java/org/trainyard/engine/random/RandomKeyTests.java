package org.trainyard.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomKeyTests {

  /** The known answers of Random123 (kat_vectors, threefry2x32, 20 rounds). */
  @Test
  void givesThePublishedAnswers() {
    assertThat(Threefry.bits(0, 0)).isEqualTo(words(0x6b200159, 0x99ba4efe));
    assertThat(Threefry.bits(-1, -1)).isEqualTo(words(0x1cb996fc, 0xbb002be7));
    assertThat(Threefry.bits(words(0x13198a2e, 0x03707344), words(0x243f6a88, 0x85a308d3)))
        .isEqualTo(words(0xc4923a9c, 0x483df7a0));
  }

  @Test
  void permutationsHoldEveryNumberOnceAndDifferByEpoch() {
    RandomKey key = RandomKey.of(7, Purpose.SHUFFLE);
    int[] first = new int[1000];
    int[] second = new int[1000];
    key.derive(1).permutation(first);
    key.derive(2).permutation(second);
    assertThat(first).isNotEqualTo(second);
    assertThat(Arrays.stream(first).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void uniformNumbersLieInTheirIntervalWithItsMean() {
    RandomKey key = RandomKey.of(1, Purpose.INITIALIZATION);
    double mean =
        IntStream.range(0, 100_000).mapToDouble(i -> key.uniform(i, -2, 4)).average().orElseThrow();
    assertThat(mean).isBetween(0.97, 1.03);
    assertThat(IntStream.range(0, 1000).mapToDouble(i -> key.uniform(i, -2, 4)))
        .allMatch(x -> x >= -2 && x < 4);
  }

  private static long words(int low, int high) {
    return Integer.toUnsignedLong(low) | ((long) high << 32);
  }
}
