package org.trainyard.engine.checkpoint;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.LayerDiagnostics;
import org.trainyard.engine.training.LayerMemory;
import org.trainyard.engine.training.Score;

/**
 * Writes a checkpoint: its members in their order, numbers as {@link DataOutputStream} writes them
 * (big-endian, IEEE 754), lists and arrays after their length (int32), what may be absent after a
 * byte that is 1 or 0. Every bit comes back.
 */
public final class CheckpointWriter {

  /** Changes whenever a byte changes its meaning. */
  static final int VERSION = 2;

  /** The same without the settings at the end. */
  static final int VERSION_WITHOUT_SETTINGS = 1;

  private static final int CHUNK_BYTES = 1 << 16;

  private final DataOutputStream out;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  private CheckpointWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /**
   * Writes a checkpoint.
   *
   * @param out buffered; stays open
   */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    new CheckpointWriter(out).write(checkpoint);
  }

  private void write(Checkpoint checkpoint) throws IOException {
    out.writeInt(VERSION);
    out.writeInt(checkpoint.epoch());
    out.writeInt(checkpoint.stepsDone());
    out.writeLong(checkpoint.epochNanos());
    out.writeDouble(checkpoint.sums().loss());
    out.writeDouble(checkpoint.sums().normalizer());
    out.writeDouble(checkpoint.sums().metric());
    out.writeLong(checkpoint.sums().rows());
    out.writeInt(checkpoint.layers().size());
    for (LayerMemory layer : checkpoint.layers()) {
      write(layer);
    }
    out.writeDouble(checkpoint.lastFiniteLoss());
    write(checkpoint.weights());
    out.writeLong(checkpoint.optimizerSteps());
    out.writeInt(checkpoint.optimizerSlots().size());
    for (float[] slot : checkpoint.optimizerSlots()) {
      write(slot);
    }
    out.writeDouble(checkpoint.plateau().best());
    out.writeInt(checkpoint.plateau().waited());
    out.writeInt(checkpoint.plateau().reductions());
    out.writeDouble(checkpoint.patience().best());
    out.writeInt(checkpoint.patience().waited());
    writeEpoch(checkpoint.last());
    writeEpoch(checkpoint.best().map(Checkpoint.Best::epoch));
    if (checkpoint.best().isPresent()) {
      write(checkpoint.best().get().weights());
    }
    out.writeLong(checkpoint.elapsedNanos());
    out.writeInt(checkpoint.settings().size());
    for (Map.Entry<String, String> setting : checkpoint.settings().entrySet()) {
      write(setting.getKey());
      write(setting.getValue());
    }
    out.flush();
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void writeEpoch(Optional<EpochResult> epoch) throws IOException {
    out.writeBoolean(epoch.isPresent());
    if (epoch.isPresent()) {
      write(epoch.get());
    }
  }

  private void write(EpochResult epoch) throws IOException {
    out.writeInt(epoch.epoch());
    write(epoch.training());
    out.writeBoolean(epoch.validation().isPresent());
    if (epoch.validation().isPresent()) {
      write(epoch.validation().get());
    }
    out.writeDouble(epoch.learningRate());
    out.writeLong(epoch.elapsedNanos());
    out.writeLong(epoch.samples());
    write(epoch.layers());
  }

  private void write(Score score) throws IOException {
    out.writeDouble(score.loss());
    out.writeDouble(score.metric());
  }

  private void write(List<LayerDiagnostics> layers) throws IOException {
    out.writeInt(layers.size());
    for (LayerDiagnostics layer : layers) {
      out.writeInt(layer.layer());
      out.writeDouble(layer.gradientNorm());
      out.writeDouble(layer.updateRatio());
      out.writeDouble(layer.activationMean());
      out.writeDouble(layer.activationStandardDeviation());
      write(layer.saturatedShare());
      write(layer.deadShare());
    }
  }

  private void write(OptionalDouble number) throws IOException {
    out.writeBoolean(number.isPresent());
    if (number.isPresent()) {
      out.writeDouble(number.getAsDouble());
    }
  }

  private void write(LayerMemory layer) throws IOException {
    out.writeDouble(layer.gradientNorm());
    out.writeDouble(layer.updateRatio());
    out.writeDouble(layer.sum());
    out.writeDouble(layer.squares());
    out.writeLong(layer.saturated());
    out.writeLong(layer.count());
    out.writeInt(layer.alive().length);
    for (long bits : layer.alive()) {
      out.writeLong(bits);
    }
  }

  private void write(float[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (int from = 0; from < numbers.length; from += CHUNK_BYTES / Float.BYTES) {
      int count = Math.min(CHUNK_BYTES / Float.BYTES, numbers.length - from);
      chunk.asFloatBuffer().put(numbers, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }
}
