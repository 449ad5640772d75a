package org.trainyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the whole trainings of golden/pytorch do not show: epoch by epoch, by hand. */
class ScheduleTests {

  private static final int STEPS = 4;

  @Test
  void plateauLowersTheRateAfterMoreBadEpochsThanPatience() {
    Schedule plateau = new Schedule.Plateau(1, 0.5);
    // Better is less than 0.9999 of the best: 0.89995 is not, 0.8999 is.
    double[] losses = {1, 0.9, 0.89995, 0.9, 0.95, 0.8999, 0.9, 0.9, 0.9, 0.9, 0.5, 0.4};
    double[] rates = {1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125};
    assertThat(ratesOfEpochs(plateau, losses)).containsExactly(rates);
  }

  @Test
  void plateauWithoutPatienceLowersTheRateAtOnce() {
    assertThat(ratesOfEpochs(new Schedule.Plateau(0, 0.1), 1, 1, 1, 0.5, 0.6))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(1, 1, 0.1, 0.01, 0.01);
  }

  @Test
  void plateauTakesALossThatIsNotANumberForABadEpoch() {
    assertThat(ratesOfEpochs(new Schedule.Plateau(0, 0.5), 1, Double.NaN, 0.5))
        .containsExactly(1, 1, 0.5);
  }

  @Test
  void warmUpGrowsInEqualPartsToTheFirstRateOfTheNext() {
    Schedule schedule = new Schedule.WarmUp(3, new Schedule.Step(2, 0.1));
    double[] expected = {0.1, 0.2, 0.3, 0.4, 0.4, 0.04, 0.04, 0.004};
    for (int epoch = 0; epoch < expected.length; epoch++) {
      for (int step = epoch * STEPS; step < (epoch + 1) * STEPS; step++) {
        assertThat(schedule.learningRate(0.4, step, STEPS, 8, PlateauState.START))
            .as("step %d", step)
            .isCloseTo(expected[epoch], within(1e-12));
      }
    }
  }

  @Test
  void whatFollowsAWarmUpRunsAsIfTheTrainingStartedThere() {
    int duration = 2;
    int epochs = 9;
    for (Schedule then :
        new Schedule[] {
          new Schedule.Constant(),
          new Schedule.Exponential(0.7),
          new Schedule.Cosine(7, 0.01),
          new Schedule.OneCycle(0.6)
        }) {
      Schedule both = new Schedule.WarmUp(duration, then);
      for (int step = 0; step < (epochs - duration) * STEPS; step++) {
        int later = step + duration * STEPS;
        assertThat(both.learningRate(0.3, later, STEPS, epochs, PlateauState.START))
            .isEqualTo(then.learningRate(0.3, step, STEPS, epochs - duration, PlateauState.START));
        assertThat(both.momentum(0.9, later, STEPS, epochs))
            .isEqualTo(then.momentum(0.9, step, STEPS, epochs - duration));
      }
    }
  }

  @Test
  void aPlateauBehindAWarmUpIsRemembered() {
    Schedule schedule = new Schedule.WarmUp(1, new Schedule.Plateau(0, 0.5));
    assertThat(ratesOfEpochs(schedule, 1, 1, 1, 0.5)).containsExactly(0.5, 1, 0.5, 0.25);
  }

  /** The rate of each epoch if they have these losses, from the rate 1. */
  private static double[] ratesOfEpochs(Schedule schedule, double... losses) {
    double[] rates = new double[losses.length];
    PlateauState state = PlateauState.START;
    for (int epoch = 0; epoch < losses.length; epoch++) {
      rates[epoch] = schedule.learningRate(1, (long) epoch * STEPS, STEPS, losses.length, state);
      state = schedule.afterEpoch(state, losses[epoch]);
    }
    return rates;
  }
}
