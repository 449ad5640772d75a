package org.trainyard.app.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * We write what the reference library writes for the same network in PyTorch; see {@code
 * make_safetensors.py} beside its file.
 */
class SafetensorsFileTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final byte[] ours = SafetensorsFile.of(model(), JSON);

  @Test
  void theTensorsAreThoseOfTheReference() throws IOException {
    byte[] theirs = reference();

    assertThat(tensors(ours)).isEqualTo(tensors(theirs));
  }

  /** The reference writes its metadata in any order; all the rest has one. */
  @Test
  void theHeadIsThatOfTheReference() throws IOException {
    JsonNode ourHead = head(ours);
    JsonNode theirHead = head(reference());

    assertThat(ourHead).isEqualTo(theirHead);
    assertThat(ourHead.propertyNames()).containsExactlyElementsOf(theirHead.propertyNames());
    assertThat(headBytes(ours)).isEqualTo(headBytes(reference()));
  }

  /** Layers 2-3, batch norm, leaky ReLU, 3-4 without bias, layer norm, dropout, 4-2. */
  private static TrainedModel model() {
    ModelDescription description =
        new ModelDescription(
            Samples.COLUMNS.subList(2, 3).stream().toList(),
            Samples.VALUES,
            List.of(
                Samples.linear(3),
                new LayerDefinition.BatchNorm(),
                new LayerDefinition.LeakyRelu(0.2),
                new LayerDefinition.Linear(4L, false, InitializerDefinition.DEFAULT),
                new LayerDefinition.LayerNorm(),
                new LayerDefinition.Dropout(0.5),
                Samples.linear(2)),
            Map.of(),
            new ModelDescription.Provenance(
                "job_1", "ds_1", "0".repeat(64), 1, 3, "1", Instant.EPOCH, "sample"));
    Network network = Network.create(new NetworkSpec(2, description.networkSpec().layers()), 1);
    float[] weights = new float[network.weightCount()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i / 8f;
    }
    network.setWeights(weights);
    return new TrainedModel(description, network);
  }

  private static byte[] reference() throws IOException {
    try (InputStream file =
        SafetensorsFileTests.class.getResourceAsStream("/golden/safetensors/sample.safetensors")) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static long headBytes(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  private static JsonNode head(byte[] file) {
    return JSON.readTree(new String(file, 8, (int) headBytes(file), StandardCharsets.UTF_8));
  }

  private static byte[] tensors(byte[] file) {
    return Arrays.copyOfRange(file, 8 + (int) headBytes(file), file.length);
  }
}
