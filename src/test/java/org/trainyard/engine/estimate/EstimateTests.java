package org.trainyard.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;

class EstimateTests {

  private static final NetworkSpec NETWORK =
      new NetworkSpec(2, List.of(linear(10), new LayerSpec.Tanh(), linear(3)));
  private static final Optimizer SGD = new Sgd(0.1, 0, Sgd.Acceleration.CLASSICAL, 0);
  private static final Optimizer ADAM = new Adam(0.1, 0.9, 0.999, 1e-8, 0);

  @Test
  void countsTheOperationsOfAnEpoch() {
    EpochWork work = EpochWork.of(NETWORK, 240, 20, 60);
    double forward = 2 * (2 * 10 + 10 * 3);
    double both = 2 * (2 * 2 * 10 + 3 * 10 * 3); // no gradient of the inputs of the first layer
    double updates = 2.0 * 12 * (3 * 10 + 11 * 3);
    assertThat(work.operations()).isEqualTo(240 * both + 60 * forward + updates);
    assertThat(work.steps()).isEqualTo(12);
    assertThat(work.linearSteps()).isEqualTo(24);
    assertThat(work.functions()).isEqualTo(270 * (10 + 3));
    assertThat(work.products()).isGreaterThanOrEqualTo(240 * both + 60 * forward);
  }

  @Test
  void addsThePartsOfAnEpoch() {
    MachineSpeed speed = new MachineSpeed(1, 2, 0, 0, 0, 0, 0, 3, 5, 0);
    EpochWork work = EpochWork.of(NETWORK, 240, 20, 0);
    double alone = 12 * (1 + 2 * 2);
    double updates = 12.0 * NETWORK.parameterCount();
    assertThat(speed.seconds(work, SGD, 1)).isEqualTo(alone + 3 * updates);
    assertThat(speed.seconds(work, ADAM, 1)).isEqualTo(alone + 5 * updates);
    assertThat(speed.seconds(work, SGD, 2)).isCloseTo(alone + 3 * updates / 1.6, within(1e-3));
    assertThat(speed.slower(2).seconds(work, ADAM, 1)).isEqualTo(2 * (alone + 5 * updates));
  }

  @Test
  void measuresThisMachine() {
    MachineSpeed speed = SpeedTest.measure();
    assertThat(
            List.of(
                speed.step(),
                speed.linear(),
                speed.row(),
                speed.product(),
                speed.element(),
                speed.normalization(),
                speed.function(),
                speed.plainUpdate(),
                speed.adaptiveUpdate(),
                speed.input()))
        .allMatch(seconds -> seconds > 0 && seconds < 0.01);
    assertThat(speed.adaptiveUpdate()).isGreaterThan(speed.plainUpdate());
  }

  /** Such a thread has no processor time of its own, and one that is always the same is none. */
  @Test
  void measuresOnAVirtualThreadToo() throws InterruptedException {
    AtomicReference<@Nullable MachineSpeed> measured = new AtomicReference<>();
    Thread.ofVirtual().start(() -> measured.set(SpeedTest.measure())).join();
    MachineSpeed speed = Objects.requireNonNull(measured.get());
    assertThat(1 / speed.product()).as("operations a second of one core").isLessThan(1e12);
  }

  private static LayerSpec.Linear linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.XavierUniform());
  }
}
