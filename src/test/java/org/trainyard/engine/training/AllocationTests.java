package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.engine.kernel.KernelInfo;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;

/**
 * A step allocates nothing once the compiler has done its work, so that no collection disturbs it.
 */
class AllocationTests {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 60;
  private static final int STEPS_A_ROUND = 400;

  @ParameterizedTest
  // GELU, SiLU and softplus are so long that the compiler still boxes some of their vectors.
  @EnumSource(value = Recipe.class, mode = EnumSource.Mode.EXCLUDE, names = "EVERYTHING")
  void aStepAllocatesNothing(Recipe recipe) {
    Assumptions.assumeTrue(
        Kernels.info().kind() == KernelInfo.Kind.SIMD, "needs the Vector API and its compiler");
    Kernels.warmUp();
    Network network = recipe.network();
    TrainingConfig config = recipe.config(1, 1);
    TrainingData data = Recipe.data();
    OptimizerState state = config.optimizer().initialState(network.parameters());
    try (Team alone = Team.of(1)) {
      Minibatches batches = new Minibatches(data.training().size(), config.batchSize());
      TrainingStep step =
          new TrainingStep(
              network, data.training(), config, batches.batchSize(), new RandomKey(1), alone);
      ParameterUpdates updates =
          new ParameterUpdates(step.pass().parameters(), config, state, alone);
      ScoreSum sum = new ScoreSum(config.metric());
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = allocated();
        for (int i = 0; i < STEPS_A_ROUND; i++) {
          int batch = i % batches.count();
          OneStep.run(step, updates, batches, batch, state.steps(), sum, 1e-4, 0.9);
        }
        least = Math.min(least, allocated() - before);
      }
      assertThat(least).as("bytes of %d steps", STEPS_A_ROUND).isZero();
    }
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
