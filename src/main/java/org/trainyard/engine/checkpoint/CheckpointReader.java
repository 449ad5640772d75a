package org.trainyard.engine.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.LayerDiagnostics;
import org.trainyard.engine.training.LayerMemory;
import org.trainyard.engine.training.PatienceMemory;
import org.trainyard.engine.training.Score;
import org.trainyard.engine.training.ScoreSums;

/** Reads what {@link CheckpointWriter} wrote. */
public final class CheckpointReader {

  private static final int CHUNK_BYTES = 1 << 16;

  private final DataInputStream in;
  private final long bytes;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  private CheckpointReader(InputStream in, long bytes) {
    this.in = new DataInputStream(in);
    this.bytes = bytes;
  }

  /**
   * Reads a checkpoint.
   *
   * @param in buffered; stays open
   * @param bytes how many the stream has at most: no length that it declares is believed beyond
   * @throws IOException if the bytes are no checkpoint of this version
   */
  public static Checkpoint read(InputStream in, long bytes) throws IOException {
    return new CheckpointReader(in, bytes).read();
  }

  private Checkpoint read() throws IOException {
    int version = in.readInt();
    if (version != CheckpointWriter.VERSION
        && version != CheckpointWriter.VERSION_WITHOUT_SETTINGS) {
      throw new IOException(
          "the checkpoint is of version %d, not %d".formatted(version, CheckpointWriter.VERSION));
    }
    return new Checkpoint(
        in.readInt(),
        in.readInt(),
        in.readLong(),
        new ScoreSums(in.readDouble(), in.readDouble(), in.readDouble(), in.readLong()),
        layers(),
        in.readDouble(),
        floats(),
        in.readLong(),
        slots(),
        new PlateauState(in.readDouble(), in.readInt(), in.readInt()),
        new PatienceMemory(in.readDouble(), in.readInt()),
        optionalEpoch(),
        best(),
        in.readLong(),
        version == CheckpointWriter.VERSION_WITHOUT_SETTINGS ? Map.of() : settings());
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (int rest = length(1); rest > 0; rest--) {
      settings.put(text(), text());
    }
    return settings;
  }

  private String text() throws IOException {
    byte[] text = new byte[length(1)];
    in.readFully(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private List<LayerMemory> layers() throws IOException {
    List<LayerMemory> layers = new ArrayList<>();
    for (int rest = length(1); rest > 0; rest--) {
      layers.add(
          new LayerMemory(
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readLong(),
              in.readLong(),
              longs()));
    }
    return layers;
  }

  private List<float[]> slots() throws IOException {
    List<float[]> slots = new ArrayList<>();
    for (int rest = length(1); rest > 0; rest--) {
      slots.add(floats());
    }
    return slots;
  }

  private Optional<Checkpoint.Best> best() throws IOException {
    Optional<EpochResult> epoch = optionalEpoch();
    return epoch.isPresent()
        ? Optional.of(new Checkpoint.Best(epoch.get(), floats()))
        : Optional.empty();
  }

  private Optional<EpochResult> optionalEpoch() throws IOException {
    return in.readBoolean() ? Optional.of(epoch()) : Optional.empty();
  }

  private EpochResult epoch() throws IOException {
    return new EpochResult(
        in.readInt(),
        score(),
        in.readBoolean() ? Optional.of(score()) : Optional.empty(),
        in.readDouble(),
        in.readLong(),
        in.readLong(),
        diagnostics());
  }

  private Score score() throws IOException {
    return new Score(in.readDouble(), in.readDouble());
  }

  private List<LayerDiagnostics> diagnostics() throws IOException {
    List<LayerDiagnostics> layers = new ArrayList<>();
    for (int rest = length(1); rest > 0; rest--) {
      layers.add(
          new LayerDiagnostics(
              in.readInt(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              optionalDouble(),
              optionalDouble()));
    }
    return layers;
  }

  private OptionalDouble optionalDouble() throws IOException {
    return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }

  private long[] longs() throws IOException {
    long[] numbers = new long[length(Long.BYTES)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    return numbers;
  }

  private float[] floats() throws IOException {
    float[] numbers = new float[length(Float.BYTES)];
    for (int from = 0; from < numbers.length; from += CHUNK_BYTES / Float.BYTES) {
      int count = Math.min(CHUNK_BYTES / Float.BYTES, numbers.length - from);
      in.readFully(chunk.array(), 0, count * Float.BYTES);
      chunk.asFloatBuffer().get(numbers, from, count);
    }
    return numbers;
  }

  private int length(int bytesEach) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * bytesEach > bytes) {
      throw new IOException("a list of the checkpoint claims to have %d members".formatted(length));
    }
    return length;
  }
}
