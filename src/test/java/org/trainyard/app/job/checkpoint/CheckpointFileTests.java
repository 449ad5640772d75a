package org.trainyard.app.job.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.PatienceMemory;
import org.trainyard.engine.training.ScoreSums;

class CheckpointFileTests {

  @TempDir private Path folder;

  private Path file = Path.of("");
  private byte[] whole = {};

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("job_1-1-1.ckpt");
    CheckpointFile.write(file, "job_1", checkpoint());
    whole = Files.readAllBytes(file);
  }

  @Test
  void comesBackAndLeavesNothingBeside() throws IOException {
    assertThat(CheckpointFile.read(file, "job_1"))
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(checkpoint());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void isRefusedWhereverItIsCut() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("cut to " + length);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("one byte more");
  }

  @Test
  void isRefusedWhicheverBitIsFlipped() throws IOException {
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      assertRefused("bit " + bit);
    }
  }

  @Test
  void isRefusedForAnotherJob() {
    assertThatThrownBy(() -> CheckpointFile.read(file, "job_2")).hasMessage("it is of another job");
  }

  private void assertRefused(String damage) {
    assertThatThrownBy(() -> CheckpointFile.read(file, "job_1"))
        .as(damage)
        .isInstanceOf(IOException.class);
  }

  private static Checkpoint checkpoint() {
    return new Checkpoint(
        2,
        1,
        5,
        new ScoreSums(1, 2, 3, 4),
        List.of(),
        0.5,
        new float[] {1, 2, 3},
        7,
        List.of(new float[] {4}),
        PlateauState.START,
        new PatienceMemory(Double.NaN, 0),
        Optional.empty(),
        Optional.empty(),
        9,
        Map.of("batchSize", "32"));
  }
}
