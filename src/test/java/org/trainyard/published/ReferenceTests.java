package org.trainyard.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTests {

  @Test
  void aRangeHoldsTheMeanRoundedAsTheReferenceIs() {
    Reference range = Reference.range(5, "85.9", "85.5", "86.0");
    assertThat(range.isMet(of(80.0, 91.9))).isTrue();
    assertThat(range.isMet(of(86.04))).isTrue();
    assertThat(range.isMet(of(86.06))).isFalse();
    assertThat(range.isMet(of(85.44))).isFalse();
  }

  @Test
  void aRangeOfOneNumberHoldsNothingElse() {
    Reference stuck = Reference.range(8, "11.35", "11.35", "11.35");
    assertThat(stuck.isMet(of(11.35, 11.35))).isTrue();
    assertThat(stuck.isMet(of(11.35, 11.37))).isFalse();
  }

  @Test
  void aShareMayDifferByThreeStandardErrors() {
    Reference share = Reference.share(78, 100);
    assertThat(share.isMet(successes(92, 100))).isTrue();
    assertThat(share.isMet(successes(97, 100))).isFalse();
    assertThat(share.isMet(successes(61, 100))).isTrue();
    assertThat(share.isMet(successes(55, 100))).isFalse();
  }

  @Test
  void aShareOfAllOrNoneLeavesRoomForOneException() {
    assertThat(Reference.share(100, 100).isMet(successes(99, 100))).isTrue();
    assertThat(Reference.share(100, 100).isMet(successes(80, 100))).isFalse();
    assertThat(Reference.share(0, 100).isMet(successes(0, 100))).isTrue();
    assertThat(Reference.share(0, 100).isMet(successes(20, 100))).isFalse();
  }

  @Test
  void everySeedHasToBeBetterThanABound() {
    Reference bound = Reference.moreThan("98.2", 5);
    assertThat(bound.isMet(of(98.21, 98.4))).isTrue();
    assertThat(bound.isMet(of(98.2, 98.6))).isFalse();
  }

  @Test
  void anExactNumberAgreesButForOneInItsLastDigit() {
    assertThat(Reference.exact("0.342").isMet(of(0.3427))).isTrue();
    assertThat(Reference.exact("0.342").isMet(of(0.3436))).isFalse();
  }

  private static Outcomes of(Double... figures) {
    return new Outcomes(List.of(figures));
  }

  private static Outcomes successes(int successes, int seeds) {
    return new Outcomes(
        Stream.concat(
                Collections.nCopies(successes, 100.0).stream(),
                Collections.nCopies(seeds - successes, 0.0).stream())
            .toList());
  }
}
