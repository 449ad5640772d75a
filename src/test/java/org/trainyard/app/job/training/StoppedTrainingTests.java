package org.trainyard.app.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.RunningService;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.resolution.SpecificationResolver;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.web.StrictJson;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.CheckpointKeeper;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Wherever a training is stopped, it stops there, and goes on to the same bits. */
class StoppedTrainingTests {

  private static final int EPOCHS = 2;
  private static final int MOST_QUESTIONS = 500;
  private static final long ROOMY = 1L << 30;

  @TempDir private Path folder;

  /** Heaps of which rows, targets, or nothing may be kept in memory. */
  @ParameterizedTest
  @ValueSource(longs = {ROOMY, 500_000, 1000})
  void stopsAtEveryQuestionAndGoesOnFromThere(long heapBytes) {
    try (RunningService service = RunningService.start(folder, List.of())) {
      String dataset = service.http().generate("spiral", 2000);
      float[] undisturbed =
          weights(new Training(service, dataset, ROOMY).run(StopSignal.NEVER, Optional.empty()));
      Training training = new Training(service, dataset, heapBytes);
      assertThat(weights(training.run(StopSignal.NEVER, Optional.empty()))).isEqualTo(undisturbed);
      Set<Integer> epochs = new HashSet<>();
      int question = 1;
      TrainingOutcome outcome = training.run(stopAt(question), Optional.empty());
      while (outcome instanceof TrainingOutcome.Stopped stopped) {
        epochs.add(stopped.position().map(Checkpoint::epoch).orElse(0));
        assertThat(weights(training.run(StopSignal.NEVER, stopped.position())))
            .as("stopped at question %d", question)
            .isEqualTo(undisturbed);
        question++;
        assertThat(question).isLessThan(MOST_QUESTIONS);
        outcome = training.run(stopAt(question), Optional.empty());
      }
      // While rows were prepared, in each epoch, and while the trained model was measured.
      assertThat(epochs).containsExactlyInAnyOrder(0, 1, 2, EPOCHS + 1);
      assertThat(weights(outcome)).isEqualTo(undisturbed);
    }
  }

  /** Says so when it is asked for the nth time, and from then on. */
  private static StopSignal stopAt(int question) {
    int[] asked = {0};
    return () -> {
      asked[0]++;
      return asked[0] >= question;
    };
  }

  private static float[] weights(TrainingOutcome outcome) {
    assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
    return ((TrainingOutcome.Trained) outcome).model().network().weights();
  }

  /** The same training, as often as one likes. */
  private static final class Training {

    private final RunningService service;
    private final long heapBytes;
    private final ObjectNode sent;
    private final ResolvedSpecification resolved;

    Training(RunningService service, String dataset, long heapBytes) {
      this.service = service;
      this.heapBytes = heapBytes;
      String text =
          """
          {"dataset": "%s", "target": "label", "network": {"hidden": [8]},
           "split": {"validation": 0.2, "test": 0.2}, "preprocessing": {"missing": "median"},
           "training": {"epochs": %d, "batchSize": 400}}
          """
              .formatted(dataset, EPOCHS);
      this.sent = service.bean(JsonMapper.class).readValue(text, ObjectNode.class);
      this.resolved =
          service
              .bean(SpecificationResolver.class)
              .check(
                  service
                      .bean(StrictJson.class)
                      .readPart(text.getBytes(StandardCharsets.UTF_8), JobSpecification.class))
              .resolved();
    }

    TrainingOutcome run(StopSignal stop, Optional<Checkpoint> from) {
      Optional<TrainingJob> prepared =
          TrainingJob.of(
              resolved,
              1,
              heapBytes,
              service.bean(DatasetCatalog.class),
              service.bean(ModelRegistry.class),
              stop);
      if (prepared.isEmpty()) {
        return new TrainingOutcome.Stopped(Optional.empty());
      }
      TrainingHooks hooks = new TrainingHooks(TrainingListener.NONE, stop, CheckpointKeeper.NONE);
      try (TrainingJob job = prepared.get()) {
        return job.train("job_x", sent, System::nanoTime, Instant.EPOCH, hooks, from);
      }
    }
  }
}
