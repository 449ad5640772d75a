package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.testing.LayerContract;

/** Every layer keeps the {@link LayerContract}, on small and odd shapes and on large inputs. */
class LayerContractTests {

  private static final Initializer ANY = Initializer.zeros();

  private static List<LayerSpec> layers() {
    return List.of(
        new LayerSpec.Linear(6, LayerSpec.Bias.WITH_BIAS, ANY),
        new LayerSpec.Linear(19, LayerSpec.Bias.WITHOUT_BIAS, ANY),
        new LayerSpec.Sigmoid(),
        new LayerSpec.Tanh(),
        new LayerSpec.Relu(),
        new LayerSpec.LeakyRelu(0.01),
        new LayerSpec.LeakyRelu(0.3),
        new LayerSpec.Elu(1),
        new LayerSpec.Elu(0.7),
        new LayerSpec.Selu(),
        new LayerSpec.Gelu(),
        new LayerSpec.Silu(),
        new LayerSpec.Softplus(),
        new LayerSpec.Softmax(),
        new LayerSpec.Dropout(0),
        new LayerSpec.Dropout(0.4),
        new LayerSpec.BatchNorm(),
        new LayerSpec.LayerNorm());
  }

  static Stream<Arguments> cases() {
    return layers().stream()
        .flatMap(layer ->
            Stream.of(
                Arguments.of(layer, 3, 3, 1.0),
                Arguments.of(layer, 7, 5, 1.0),
                Arguments.of(layer, 5, 17, 4.0),
                Arguments.of(layer, 11, 33, 0.2)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shapes(LayerSpec layer, int rows, int inputSize, double deviation) {
    new LayerContract(layer, rows, inputSize, deviation).requireShapes();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void formula(LayerSpec layer, int rows, int inputSize, double deviation) {
    new LayerContract(layer, rows, inputSize, deviation).requireFormula();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients(LayerSpec layer, int rows, int inputSize, double deviation) {
    new LayerContract(layer, rows, inputSize, deviation).requireGradients();
  }

  @Test
  void allLayersAreHere() {
    assertThat(layers().stream().map(LayerSpec::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(records(LayerSpec.class).toList());
  }

  @SuppressWarnings("unchecked")
  private static Stream<Class<? extends LayerSpec>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of((Class<? extends LayerSpec>) type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerContractTests::records);
  }
}
