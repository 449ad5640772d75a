package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.TrainingResult.StopReason;

/** Three steps an epoch, of 30 ns each by the clock of the test. */
class TimeLimitTests {

  private static final TrainingData THREE_ROWS = OneWeight.training(1, 2, 3);

  private final Steps steps = new Steps();
  private final Trainer trainer = new Trainer(() -> steps.nanos);

  @Test
  void stopsBeforeTheFirstStepThatBeginsTooLate() {
    TrainingResult result = train(OneWeight.network(0), Duration.ofNanos(100));
    // 0, 30, 60 and 90 ns are in time, 120 are not.
    assertThat(steps.done).containsExactly("1.1", "1.2", "1.3", "2.1");
    assertThat(result.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(result.last().orElseThrow().epoch()).isEqualTo(1);
    assertThat(result.position().epoch()).isEqualTo(2);
    assertThat(result.position().stepsDone()).isEqualTo(1);
  }

  @Test
  void stopsAtTheLimitItself() {
    train(OneWeight.network(0), Duration.ofNanos(90));
    assertThat(steps.done).containsExactly("1.1", "1.2", "1.3");
  }

  @Test
  void trainsNothingIfThereIsNoTime() {
    Network network = OneWeight.network(0.5f);
    TrainingResult result = train(network, Duration.ZERO);
    assertThat(result.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(result.last()).isEmpty();
    assertThat(result.best()).isEmpty();
    assertThat(network.weights()).containsExactly(0.5f);
  }

  @Test
  void doesNotStopATrainingThatEndsInTime() {
    TrainingResult result = train(OneWeight.network(0), Duration.ofNanos(15 * 30));
    assertThat(result.reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(steps.done).hasSize(15);
  }

  @Test
  void stopsBeforeTheFirstBatchOfTheValidationThatBeginsTooLate() {
    Samples twoBatches = slow(Evaluator.BATCH_SIZE + 1);
    TrainingData data = new TrainingData(THREE_ROWS.training(), Optional.of(twoBatches));
    // The first validation lasts from 90 to 92 ns, the second begins at 182 ns.
    TrainingConfig config = config(Duration.ofNanos(183));
    Network network = OneWeight.network(0);
    TrainingResult cut = trainer.train(network, data, config, steps.hooks());
    assertThat(steps.done).containsExactly("1.1", "1.2", "1.3", "2.1", "2.2", "2.3");
    assertThat(cut.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(cut.last().orElseThrow().epoch()).isEqualTo(1);
    assertThat(cut.best().orElseThrow().epoch()).isEqualTo(1);
    assertThat(cut.position().epoch()).isEqualTo(2);
    assertThat(cut.position().stepsDone()).isEqualTo(3);
    assertThat(network.weights()).containsExactly(steps.checkpoints.getLast().weights());
    assertThat(steps.nanos).isEqualTo(7 + 183);

    // It ends there again, and with more time it goes on with the validation.
    steps.done.clear();
    TrainingResult again =
        trainer.resume(OneWeight.network(0), data, config, steps.hooks(), cut.position());
    assertThat(again.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(steps.done).isEmpty();
    TrainingConfig more = config(Duration.ofNanos(185));
    TrainingResult longer =
        trainer.resume(OneWeight.network(0), data, more, steps.hooks(), cut.position());
    assertThat(longer.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(longer.last().orElseThrow().epoch()).isEqualTo(2);
    assertThat(steps.done).isEmpty();
  }

  /** Rows of which a batch takes a nanosecond. */
  private Samples slow(int rows) {
    ArraySamples samples = OneWeight.targets(new float[rows]);
    return new Samples() {
      @Override
      public int size() {
        return rows;
      }

      @Override
      public int inputSize() {
        return 1;
      }

      @Override
      public int targetSize() {
        return 1;
      }

      @Override
      public void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row) {
        samples.gatherInputs(indices, from, count, inputs, row);
      }

      @Override
      public void gatherTargets(int[] indices, int from, int count, Matrix targets) {
        steps.nanos++;
        samples.gatherTargets(indices, from, count, targets);
      }
    };
  }

  @Test
  void countsTheTimeBeforeAnInterruption() {
    Duration limit = Duration.ofNanos(150);
    train(OneWeight.network(0), limit);
    Checkpoint second = steps.checkpoints.get(1);
    assertThat(second.elapsedNanos()).isEqualTo(60);
    steps.done.clear();
    TrainingResult result =
        trainer.resume(OneWeight.network(0), THREE_ROWS, config(limit), steps.hooks(), second);
    assertThat(result.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(steps.done).containsExactly("1.3", "2.1", "2.2");
  }

  private TrainingResult train(Network network, Duration limit) {
    return trainer.train(network, THREE_ROWS, config(limit), steps.hooks());
  }

  private static TrainingConfig config(Duration limit) {
    return OneWeight.config(0.25).epochs(5).timeLimit(limit).build();
  }

  /** Notes every step, moves the clock on and keeps a checkpoint. */
  private static final class Steps implements TrainingListener, CheckpointKeeper {

    private final List<String> done = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private long nanos = 7;

    private TrainingHooks hooks() {
      return new TrainingHooks(this, StopSignal.NEVER, this);
    }

    @Override
    public void stepEnded(int epoch, int step, int all) {
      done.add(epoch + "." + step);
      nanos += 30;
    }

    @Override
    public boolean isDue(int epoch, int step) {
      return true;
    }

    @Override
    public void keep(Checkpoint checkpoint) {
      checkpoints.add(checkpoint);
    }
  }

  @Test
  void refusesATimeThatIsNoTime() {
    TrainingConfigBuilder config = OneWeight.config(0.25);
    assertThatThrownBy(() -> config.timeLimit(Duration.ofNanos(-1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeLimit");
    assertThatThrownBy(() -> config.timeLimit(Duration.ofDays(300 * 366)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeLimit");
  }
}
