package org.trainyard.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTests {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyMemberDoesEveryPieceOfWorkOnce(int size) {
    AtomicIntegerArray done = new AtomicIntegerArray(size);
    try (Team team = Team.of(size)) {
      for (int round = 1; round <= 2000; round++) {
        team.run((member, _) -> done.incrementAndGet(member));
        for (int member = 0; member < size; member++) {
          assertThat(done.get(member)).isEqualTo(round);
        }
      }
    }
  }

  @Test
  void tellsTheCallerWhatAMemberThrewAndGoesOn() {
    try (Team team = Team.of(3)) {
      assertThatThrownBy(() ->
              team.run((member, _) -> {
                if (member == 2) {
                  throw new IllegalStateException("no");
                }
              }))
          .hasMessage("no");
      int[] sums = new int[3];
      team.run((member, members) -> sums[member] = members);
      assertThat(sums).containsOnly(3);
    }
  }

  @Test
  void throwsWhatSeveralMembersThrewOnlyOnce() {
    try (Team team = Team.of(4)) {
      for (int first = 0; first < 3; first++) {
        int from = first;
        assertThatThrownBy(() ->
                team.run((member, _) -> {
                  if (member >= from) {
                    throw new IllegalStateException("member " + member);
                  }
                }))
            .hasMessage("member " + first);
        int[] sums = new int[4];
        team.run((member, members) -> sums[member] = members);
        assertThat(sums).containsOnly(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 16, 17, 100})
  void slicesCoverARangeOnce(int extent) {
    for (int slices = 1; slices < 7; slices++) {
      assertThat(Slices.start(extent, 0, slices, 8)).isZero();
      assertThat(Slices.start(extent, slices, slices, 8)).isEqualTo(extent);
      for (int slice = 0; slice < slices; slice++) {
        assertThat(Slices.start(extent, slice, slices, 8))
            .isLessThanOrEqualTo(Slices.start(extent, slice + 1, slices, 8));
      }
    }
  }
}
