package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a body is: what the short way takes for plain, the strict way reads to the same bits.
 * {@code JAZZER_FUZZ=1 mvn test -Dtest=PlainInstancesFuzzTests} looks for new bodies.
 */
class PlainInstancesFuzzTests {

  private final InstanceReader people =
      new InstanceReader(SampleModels.classifier(1).description());
  private final InstanceReader images = new InstanceReader(SampleModels.images(1).description());

  @FuzzTest(maxDuration = "5m")
  void readsTheSameAsTheStrictReader(byte[] body) {
    compare(people, body);
    compare(images, body);
  }

  private static void compare(InstanceReader reader, byte[] body) {
    Optional<List<Instance>> plain = reader.readPlain(body, 10);
    if (plain.isEmpty()) {
      return;
    }
    List<JsonNode> nodes =
        JsonMapper.shared().readTree(body).get("instances").valueStream().toList();
    List<Instance> strict = reader.read(nodes);
    assertThat(plain.get()).hasSameSizeAs(strict);
    for (int row = 0; row < strict.size(); row++) {
      assertThat(bits(plain.get().get(row))).isEqualTo(bits(strict.get(row)));
      assertThat(plain.get().get(row).warnings()).isEqualTo(strict.get(row).warnings());
    }
  }

  private static int[] bits(Instance instance) {
    int[] bits = new int[instance.raw().length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(instance.raw()[i]));
    return bits;
  }
}
