package org.trainyard.app.job.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTests {

  private final Calibration calibration = new Calibration();

  @Test
  void comesToWhatTrainingsTake() {
    learn(10, 20, 20);
    assertThat(calibration.factor()).isCloseTo(2, within(0.01));
  }

  @Test
  void followsAMachineThatHasBecomeFaster() {
    learn(10, 20, 20);
    learn(10, 10, 6);
    assertThat(calibration.factor()).isBetween(1.0, 1.1);
  }

  @Test
  void oneTrainingThatWasFrozenForADayMattersLittle() {
    learn(10, 10, 20);
    learn(10, 86_400, 1);
    assertThat(calibration.factor()).isLessThan(1.5);
  }

  private void learn(double predicted, double took, int times) {
    for (int i = 0; i < times; i++) {
      calibration.learn(predicted, took);
    }
  }
}
