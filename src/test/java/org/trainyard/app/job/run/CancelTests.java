package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.trainyard.app.job.lifecycle.RunStanding;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;
import org.trainyard.engine.training.TrainingResult;

/** A wide network on all cores: after a stop was asked for, the minibatch in flight is the last. */
class CancelTests {

  private static final int BATCH = 16;
  private static final NetworkSpec WIDE =
      new NetworkSpec(
          784,
          List.of(
              linear(2048), new LayerSpec.Relu(), linear(2048), new LayerSpec.Relu(), linear(10)));

  private final RunningJobs.Run run = new RunningJobs.Run();
  private volatile int steps;

  @Test
  void aStopBetweenTwoMinibatchesIsTheEnd() {
    TrainingResult result =
        train(
            new TrainingListener() {
              @Override
              public void stepEnded(int epoch, int step, int of) {
                steps = step;
                if (step == 3) {
                  run.requestStop();
                }
              }
            });
    assertThat(steps).isEqualTo(3);
    assertThat(result.position().stepsDone()).isEqualTo(3);
  }

  @Test
  void aStopWhileAMinibatchIsInFlightLetsNoOtherBegin() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    Thread training =
        Thread.ofPlatform()
            .start(() -> {
              TrainingResult _ =
                  train(
                      new TrainingListener() {
                        @Override
                        public void stepEnded(int epoch, int step, int of) {
                          steps = step;
                          if (step == 2) {
                            second.countDown();
                          }
                        }
                      });
            });
    second.await();
    run.requestStop();
    int atTheRequest = steps;
    training.join();
    assertThat(steps).isLessThanOrEqualTo(atTheRequest + 1);
  }

  private TrainingResult train(TrainingListener listener) {
    TrainingConfig config =
        TrainingConfig.builder(
                Loss.crossEntropy(), new Metric.Accuracy(), new Adam(1e-3, 0.9, 0.999, 1e-8, 0))
            .epochs(1000)
            .batchSize(BATCH)
            .build();
    ArraySamples samples =
        new ArraySamples(Matrix.zeros(100 * BATCH, 784), Matrix.zeros(100 * BATCH, 1));
    RunGuard guard =
        new RunGuard(run, () -> RunStanding.OURS, Duration.ofMinutes(1), System::nanoTime);
    return new Trainer(System::nanoTime)
        .train(
            Network.create(WIDE, 1),
            new TrainingData(samples, Optional.empty()),
            config,
            TrainingHooks.of(listener, guard));
  }

  private static LayerSpec.Linear linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
  }
}
