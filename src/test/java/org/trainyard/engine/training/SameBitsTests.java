package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.checkpoint.CheckpointReader;
import org.trainyard.engine.checkpoint.CheckpointWriter;
import org.trainyard.engine.layer.Network;

/**
 * The numeric contract: the same specification, data and seed give the same weights, bit for bit.
 */
class SameBitsTests {

  private static final Map<Recipe, String> EXPECTED = new EnumMap<>(Recipe.class);

  @BeforeAll
  static void trainsHere() {
    for (Recipe recipe : Recipe.values()) {
      EXPECTED.put(recipe, WeightHashes.hash(WeightHashes.trained(recipe, 1).weights()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void withAnyNumberOfThreads(int threads) {
    for (Recipe recipe : Recipe.values()) {
      assertThat(WeightHashes.hash(WeightHashes.trained(recipe, threads).weights()))
          .as("%s with %d threads", recipe, threads)
          .isEqualTo(EXPECTED.get(recipe));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:MaxVectorSize=16 --add-modules=jdk.incubator.vector",
        "-XX:MaxVectorSize=32 --add-modules=jdk.incubator.vector",
        "-XX:MaxVectorSize=64 --add-modules=jdk.incubator.vector",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xint"
      })
  void withVectorsOfAnyWidthWithoutThemAndBeforeTheCompiler(String options)
      throws IOException, InterruptedException {
    List<String> lines = fork(options);
    assertThat(lines.subList(lines.size() - EXPECTED.size(), lines.size()))
        .as("%s: %s", options, lines)
        .containsExactlyElementsOf(EXPECTED.values());
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void whenInterruptedAfterAnyStepAndResumed(Recipe recipe) throws IOException {
    TrainingConfig config = recipe.config(3, 2);
    Network undisturbed = recipe.network();
    TrainingResult whole =
        new Trainer(() -> 0).train(undisturbed, recipe.data(), config, TrainingHooks.NONE);
    List<Checkpoint> checkpoints = new ArrayList<>();
    new Trainer(() -> 0).train(recipe.network(), recipe.data(), config, keepingAll(checkpoints));
    assertThat(checkpoints).hasSize(whole.last().orElseThrow().epoch() * 5);
    for (Checkpoint checkpoint : checkpoints) {
      Network resumed = recipe.network();
      TrainingResult rest =
          new Trainer(() -> 0)
              .resume(resumed, recipe.data(), config, TrainingHooks.NONE, reread(checkpoint));
      assertThat(resumed.weights())
          .as("from epoch %d, step %d", checkpoint.epoch(), checkpoint.stepsDone())
          .isEqualTo(undisturbed.weights());
      assertThat(rest.reason()).isEqualTo(whole.reason());
      assertThat(rest.last()).isEqualTo(whole.last());
      assertThat(rest.best()).isEqualTo(whole.best());
    }
  }

  /** So that the recipe shows what it is there for. */
  @Test
  void withAnEarlyStopThatRestoresTheWeightsOfAnEarlierEpoch() {
    TrainingConfig config = Recipe.STOPPED_EARLY.config(1, 1);
    Network network = Recipe.STOPPED_EARLY.network();
    TrainingData data = Recipe.STOPPED_EARLY.data();
    TrainingResult result = new Trainer(() -> 0).train(network, data, config, TrainingHooks.NONE);
    EpochResult best = result.best().orElseThrow();
    assertThat(result.reason()).isEqualTo(TrainingResult.StopReason.EARLY_STOPPED);
    assertThat(best.epoch()).isLessThan(result.last().orElseThrow().epoch());
    assertThat(Trainer.evaluate(network, data.validation().orElseThrow(), config))
        .isEqualTo(best.validation().orElseThrow());
  }

  @Test
  void dependOnTheSeed() {
    Network network = Recipe.PLAIN.network();
    TrainingConfig config =
        TrainingConfig.builder(
                Recipe.PLAIN.config(1, 1).loss(),
                Recipe.PLAIN.config(1, 1).metric(),
                Recipe.PLAIN.config(1, 1).optimizer())
            .seed(12)
            .build();
    new Trainer(() -> 0).train(network, Recipe.PLAIN.data(), config, TrainingHooks.NONE);
    assertThat(WeightHashes.hash(network.weights())).isNotEqualTo(EXPECTED.get(Recipe.PLAIN));
  }

  /** The checkpoint as it comes back from its bytes. */
  private static Checkpoint reread(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointWriter.write(checkpoint, bytes);
    return CheckpointReader.read(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());
  }

  private static TrainingHooks keepingAll(List<Checkpoint> checkpoints) {
    CheckpointKeeper keeper =
        new CheckpointKeeper() {
          @Override
          public boolean isDue(int epoch, int step) {
            return true;
          }

          @Override
          public void keep(Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
          }
        };
    return new TrainingHooks(TrainingListener.NONE, StopSignal.NEVER, keeper);
  }

  private static List<String> fork(String options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(options.split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WeightHashes.class.getName(), "2"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", options, output).isZero();
    return output.lines().toList();
  }
}
