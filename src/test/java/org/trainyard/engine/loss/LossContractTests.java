package org.trainyard.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.testing.Doubles;
import org.trainyard.engine.testing.LossContract;

/** Every loss keeps the {@link LossContract}, on one output and on several, near and far. */
class LossContractTests {

  private static List<Loss> losses() {
    return List.of(
        Loss.crossEntropy(),
        new CrossEntropy(List.of(), 0.1),
        new CrossEntropy(List.of(0.5, 2.0, 1.0), 0),
        new CrossEntropy(List.of(0.5, 2.0, 1.0), 0.3),
        new ElementwiseLoss.BinaryCrossEntropy(),
        new ElementwiseLoss.BinaryCrossEntropyOnProbabilities(),
        new ElementwiseLoss.MeanSquaredError(),
        new ElementwiseLoss.MeanAbsoluteError(),
        new ElementwiseLoss.Huber(1),
        new ElementwiseLoss.Huber(0.3));
  }

  static Stream<Arguments> cases() {
    return losses().stream()
        .flatMap(loss ->
            switch (loss) {
              case CrossEntropy _ ->
                  Stream.of(Arguments.of(loss, 3, 1.0), Arguments.of(loss, 3, 6.0));
              case ElementwiseLoss _ ->
                  Stream.of(
                      Arguments.of(loss, 1, 1.0),
                      Arguments.of(loss, 3, 1.0),
                      Arguments.of(loss, 19, 5.0));
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void formula(Loss loss, int outputSize, double deviation) {
    contract(loss, outputSize, deviation).requireFormula();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradient(Loss loss, int outputSize, double deviation) {
    contract(loss, outputSize, deviation).requireGradient();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameBitsInPieces(Loss loss, int outputSize, double deviation) {
    contract(loss, outputSize, deviation).requireTheSameBitsInPieces();
  }

  private static LossContract contract(Loss loss, int outputSize, double deviation) {
    int rows = 9;
    Matrix outputs = Doubles.random(rows, outputSize, deviation, 3);
    return switch (loss) {
      case CrossEntropy _ ->
          new LossContract(loss, outputs, Matrix.of(rows, 1, 0, 2, 1, 1, 0, 2, 2, 0, 1));
      case ElementwiseLoss.BinaryCrossEntropy _ -> new LossContract(loss, outputs, shares(outputs));
      case ElementwiseLoss.BinaryCrossEntropyOnProbabilities _ -> {
        Matrix targets = shares(outputs);
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < outputSize; column++) {
            float probability = 0.5f + 0.45f * (float) StrictMath.sin(outputs.get(row, column));
            outputs.set(row, column, probability);
          }
        }
        yield new LossContract(loss, outputs, targets);
      }
      case ElementwiseLoss.MeanSquaredError _,
          ElementwiseLoss.MeanAbsoluteError _,
          ElementwiseLoss.Huber _ ->
          new LossContract(loss, outputs, Doubles.random(rows, outputSize, deviation, 4));
    };
  }

  /** 0, 1 and a share between them, in turn. */
  private static Matrix shares(Matrix outputs) {
    Matrix targets = Matrix.zeros(outputs.rows(), outputs.columns());
    for (int row = 0; row < outputs.rows(); row++) {
      for (int column = 0; column < outputs.columns(); column++) {
        targets.set(row, column, new float[] {0f, 1f, 0.3f}[(row + 2 * column) % 3]);
      }
    }
    return targets;
  }

  @Test
  void logitsFarOutHaveFiniteLossesAndTheirGradients() {
    Matrix gradient = Matrix.zeros(2, 2);
    Matrix far = Matrix.of(2, 2, 1e4f, -1e4f, -3e38f, 3e38f);
    assertThat(Loss.crossEntropy().evaluate(far, Matrix.of(2, 1, 0, 1), gradient)).isZero();
    assertThat(gradient.toArray()).containsOnly(0f);
    assertThat(Loss.crossEntropy().evaluate(far.view(0, 1), Matrix.of(1, 1, 1), gradient))
        .isEqualTo(2e4);
    assertThat(gradient.view(0, 1).toArray()).containsExactly(1f, -1f);
    Loss binary = new ElementwiseLoss.BinaryCrossEntropy();
    assertThat(binary.evaluate(far.view(0, 1), Matrix.of(1, 2, 0, 1), gradient)).isEqualTo(1e4);
    assertThat(gradient.view(0, 1).toArray()).containsExactly(0.5f, -0.5f);
  }

  @Test
  void refusesClassesAndWeightsThatDoNotFit() {
    Matrix outputs = Matrix.zeros(1, 3);
    Matrix gradient = Matrix.zeros(1, 3);
    for (float wrong : new float[] {-1, 3}) {
      assertThatThrownBy(
              () -> Loss.crossEntropy().evaluate(outputs, Matrix.of(1, 1, wrong), gradient))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 0 to 2");
    }
    Loss twoWeights = new CrossEntropy(List.of(1.0, 2.0), 0);
    assertThatThrownBy(() -> twoWeights.evaluate(outputs, Matrix.of(1, 1, 0), gradient))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 class weights for 3 classes");
    assertThatThrownBy(() -> new CrossEntropy(List.of(1.0, 0.0), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CrossEntropy(List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ElementwiseLoss.Huber(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allLossesAreHere() {
    assertThat(losses().stream().map(Loss::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(records(Loss.class).toList());
  }

  @SuppressWarnings("unchecked")
  private static Stream<Class<? extends Loss>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of((Class<? extends Loss>) type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(LossContractTests::records);
  }
}
