package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsTests {

  private static final long LARGE = 1_000_000;

  @Test
  void aSmallNetworkGetsOneThreadUnlessMoreAreDemanded() {
    assertThat(Threads.AUTOMATIC.of(303, 20)).isEqualTo(1);
    assertThat(Threads.atMost(4).of(303, 20)).isEqualTo(1);
    assertThat(Threads.exactly(4).of(303, 20)).isEqualTo(4);
  }

  @Test
  void aLargeNetworkGetsTheCoresThatItMayHave() {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), Threads.MAX);
    assertThat(Threads.AUTOMATIC.of(LARGE, 1000)).isEqualTo(cores);
    assertThat(Threads.atMost(1).of(LARGE, 1000)).isEqualTo(1);
    assertThat(Threads.exactly(cores + 1).of(LARGE, 1000)).isEqualTo(cores + 1);
  }

  @Test
  void aThreadHasSomeRows() {
    assertThat(Threads.AUTOMATIC.of(LARGE, 7)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "1, 65", "-1, -1"})
  void refusesWhatIsNoRange(int least, int most) {
    assertThatThrownBy(() -> new Threads(least, most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 64");
  }
}
