package org.trainyard.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.LayerDiagnostics;
import org.trainyard.engine.training.LayerMemory;
import org.trainyard.engine.training.PatienceMemory;
import org.trainyard.engine.training.Score;
import org.trainyard.engine.training.ScoreSums;

/** That resumed trainings have the same bits is in SameBitsTests, through these bytes. */
class CheckpointFormatTests {

  @Test
  void givesEveryMemberBack() throws IOException {
    for (Checkpoint checkpoint : List.of(first(), later())) {
      assertSame(read(bytes(checkpoint)), checkpoint);
    }
  }

  @Test
  void isRefusedIfItEndsEarly() throws IOException {
    byte[] whole = bytes(later());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNoMemoryForLengthsThatItsBytesCannotHold() throws IOException {
    byte[] bytes = bytes(later());
    for (int i = 0; i + 4 <= bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] = 0x7f; // as the first byte of a length: half a billion
      try {
        read(damaged);
      } catch (IOException _) {
        // refused; what is not a length is read as another number
      }
    }
  }

  @Test
  void isRefusedIfItIsOfAnotherVersion() throws IOException {
    byte[] bytes = bytes(first());
    bytes[3]++;
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("version 3, not 2");
  }

  @Test
  void isReadWithoutItsSettingsIfAnEarlierBuildWroteIt() throws IOException {
    byte[] bytes = bytes(first());
    byte[] earlier = Arrays.copyOf(bytes, bytes.length - Integer.BYTES); // how many settings
    earlier[3] = 1;
    assertSame(read(earlier), first());
  }

  private static void assertSame(Checkpoint actual, Checkpoint expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(expected);
  }

  private static Checkpoint first() {
    return new Checkpoint(
        1,
        0,
        0,
        new ScoreSums(0, 0, 0, 0),
        List.of(),
        Double.NaN,
        new float[] {1.5f, -0f},
        0,
        List.of(),
        PlateauState.START,
        new PatienceMemory(Double.NaN, 0),
        Optional.empty(),
        Optional.empty(),
        17,
        Map.of());
  }

  private static Checkpoint later() {
    EpochResult epoch =
        new EpochResult(
            6,
            new Score(0.1, 0.9),
            Optional.of(new Score(0.2, 0.8)),
            1e-3,
            123,
            60_000,
            List.of(
                new LayerDiagnostics(0, 1, 2, 3, 4, OptionalDouble.of(0.5), OptionalDouble.empty()),
                new LayerDiagnostics(
                    2, 5, 6, 7, 8, OptionalDouble.empty(), OptionalDouble.of(0.25))));
    float[] many = new float[40_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = 1f / (i + 1);
    }
    return new Checkpoint(
        7,
        3,
        99,
        new ScoreSums(1, 2, 3, 4),
        List.of(new LayerMemory(1, 2, 3, 4, 5, 6, new long[] {7, -1})),
        0.3,
        many,
        42,
        List.of(new float[] {Float.MIN_VALUE}, new float[0]),
        new PlateauState(0.5, 2, 1),
        new PatienceMemory(0.4, 3),
        Optional.of(epoch),
        Optional.of(new Checkpoint.Best(epoch, new float[] {Float.MAX_VALUE})),
        Long.MAX_VALUE,
        Map.of("seed", "1", "loss.classWeights", "[1.0, 2.0]"));
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointWriter.write(checkpoint, bytes);
    return bytes.toByteArray();
  }

  private static Checkpoint read(byte[] bytes) throws IOException {
    return CheckpointReader.read(new ByteArrayInputStream(bytes), bytes.length);
  }
}
