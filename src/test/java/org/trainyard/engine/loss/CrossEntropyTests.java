package org.trainyard.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.tensor.Matrix;

class CrossEntropyTests {

  private static final int CLASSES = 3;

  @Test
  void sumsTheWeightsOfTheClassesThatAreThere() {
    CrossEntropy loss = new CrossEntropy(List.of(1.0, 2.0, 4.0), 0);
    assertThat(loss.normalizer(targets(2, 0, 2), 3, CLASSES)).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 3, 0.5f, -0.25f, Float.NaN, Float.POSITIVE_INFINITY, 1e10f})
  void refusesTargetsThatAreNoClass(float target) {
    CrossEntropy loss = new CrossEntropy(List.of(), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.normalizer(targets(1, target), 2, CLASSES))
        .withMessage("the class must be a whole number from 0 to 2, got " + target);
  }

  private static Matrix targets(float... classes) {
    Matrix targets = Matrix.zeros(classes.length, 1);
    for (int row = 0; row < classes.length; row++) {
      targets.set(row, 0, classes[row]);
    }
    return targets;
  }
}
