package org.trainyard.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.training.Threads;
import org.trainyard.published.ImageData.Measured;

/** The cheapest of the recipes that {@code scripts/bench-published} runs. */
class PublishedResultsTests {

  private static final Path DATA = Path.of("../shared/data");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fourHiddenNeuronsLearnXor(long seed) {
    assertThat(recipe("xor-4").run(seed, Threads.exactly(1))).isEqualTo(100);
  }

  /** The weights of PyTorch's run started equal too, so that no seed plays a part. */
  @ParameterizedTest
  @ValueSource(ints = {-2, 0, 2})
  void equalWeightsLearnNothing(int x) {
    Recipe recipe = recipe("line-equal-weights-at-" + x);
    assertThat(recipe.run(1, Threads.exactly(1)))
        .isCloseTo(recipe.reference().value().doubleValue(), within(0.0005));
  }

  /** It answers "1" to every image, and 1,135 of the 10,000 test images are one. */
  @Test
  void aDeepSigmoidNetworkIsStuck() {
    Recipe recipe = recipe("mnist-deep-sigmoid");
    recipe.data().absence().ifPresent(reason -> assumeTrue(false, reason));
    assertThat(recipe.run(1, Threads.exactly(1))).isCloseTo(11.35, within(1e-9));
  }

  private static Recipe recipe(String name) {
    return Recipes.all(DATA, Measured.TEST).stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
