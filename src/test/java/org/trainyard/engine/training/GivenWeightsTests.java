package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;

/** A training begins with the weights that the network has, wherever they come from. */
class GivenWeightsTests {

  @Test
  void goesOnFromTheWeightsOfAnEarlierTraining() {
    // Plain gradient descent on rows as they are given remembers nothing but the weights.
    Network atOnce = OneWeight.network(0.3f);
    Network inTwoParts = OneWeight.network(0.3f);
    TrainingData data = OneWeight.training(1, 2, 4);
    OneWeight.train(atOnce, data, OneWeight.config(0.1).epochs(5));
    OneWeight.train(inTwoParts, data, OneWeight.config(0.1).epochs(3));
    OneWeight.train(inTwoParts, data, OneWeight.config(0.1).epochs(2));
    assertThat(inTwoParts.weights()).isEqualTo(atOnce.weights());
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void forgetsTheWeightsThatTheyReplace(Recipe recipe) {
    Network first = recipe.network();
    NetworkSpec spec = first.spec();
    Network other = Network.create(spec, 99);
    assertThat(other.weights()).isNotEqualTo(first.weights());
    other.setWeights(first.weights());
    for (Network network : new Network[] {first, other}) {
      new Trainer(() -> 0).train(network, recipe.data(), recipe.config(2, 1), TrainingHooks.NONE);
    }
    assertThat(other.weights()).isEqualTo(first.weights());
  }

  @Test
  void theBestWeightsAreAmongThoseAfterAnEpoch() {
    // The given weight is the best there could be, and the first step leaves it.
    Network network = OneWeight.network(3);
    OneWeight.train(
        network,
        new TrainingData(OneWeight.targets(10), Optional.of(OneWeight.targets(3))),
        OneWeight.config(0.05).epochs(2).finalWeights(TrainingConfig.FinalWeights.BEST));
    assertThat(network.weights()[0]).isCloseTo(3.7f, within(1e-6f));
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    Network network = OneWeight.network(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.setWeights(new float[] {1, 2}))
        .withMessage("the network has 1 weights, got 2");
  }
}
