package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.tensor.Matrix;

/** Samples that do not fit would be read beyond their columns, where padding or other rows lie. */
class ShapesTests {

  private final Network network = OneWeight.network(1);
  private final TrainingConfig config = OneWeight.config(0.1).build();

  @ParameterizedTest
  @CsvSource({
    "3, 2, 1, 'the network takes 1 inputs, the samples have 2'",
    "3, 1, 2, 'the loss of 1 outputs takes 1 targets, the samples have 2'",
    "3, 1, 0, 'the loss of 1 outputs takes 1 targets, the samples have 0'",
    "0, 1, 1, there must be at least one sample",
  })
  void refusesSamplesThatDoNotFit(int rows, int inputs, int targets, String message) {
    ArraySamples wrong = new ArraySamples(Matrix.zeros(rows, inputs), Matrix.zeros(rows, targets));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.evaluate(network, wrong, config))
        .withMessage(message);
    TrainingData validated = new TrainingData(OneWeight.targets(1), Optional.of(wrong));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneWeight.train(network, validated, OneWeight.config(0.1)))
        .withMessage(message);
    if (rows > 0) {
      TrainingData trained = new TrainingData(wrong, Optional.empty());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OneWeight.train(network, trained, OneWeight.config(0.1)))
          .withMessage(message);
    }
  }

  @Test
  void aClassIsOneTargetForAnyNumberOfOutputs() {
    ArraySamples samples = new ArraySamples(Matrix.zeros(2, 1), Matrix.zeros(2, 1));
    Network five = Recipe.PLAIN.network();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Shapes.require(samples, five.spec(), new ElementwiseLoss.MeanSquaredError()));
    ArraySamples fitting =
        new ArraySamples(Matrix.zeros(2, five.spec().inputSize()), Matrix.zeros(2, 1));
    assertThatCode(() -> Shapes.require(fitting, five.spec(), Loss.crossEntropy()))
        .doesNotThrowAnyException();
  }

  @Test
  void predictsNoRowsOfAnotherWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.predict(Matrix.zeros(2, 3)))
        .withMessage("the network takes 1 inputs, got 3");
  }
}
