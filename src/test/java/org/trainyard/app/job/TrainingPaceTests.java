package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingPaceTests {

  private static final double HOUR = 3600;

  @Test
  void aTinyTrainingSaysNothingAboutALongOne() {
    TrainingPace pace = TrainingPace.START.after(0.001, 0.4);
    assertThat(pace.seconds(HOUR, 1)).isCloseTo(HOUR, within(1.0));
  }

  @Test
  void whatTinyTrainingsTakeBesideTheirStepsIsLearned() {
    TrainingPace pace = after(0.001, 0.4);
    assertThat(pace.seconds(1000 * 0.001, 1000)).isCloseTo(400, within(4.0));
  }

  @Test
  void thePaceOfLongTrainingsIsLearned() {
    TrainingPace pace = after(10, 25);
    assertThat(pace.seconds(HOUR, 3)).isCloseTo(2.5 * HOUR, within(40.0));
  }

  private static TrainingPace after(double expected, double took) {
    TrainingPace pace = TrainingPace.START;
    for (int i = 0; i < 50; i++) {
      pace = pace.after(expected, took);
    }
    return pace;
  }
}
