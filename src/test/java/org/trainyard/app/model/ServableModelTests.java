package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ServableModelTests {

  private final ServableModel model =
      ServableModel.of(
          new ModelVersion("sample", 1, Instant.EPOCH, "job_1", "", "", 1),
          SampleModels.classifier(3));

  /** Sizes around the network's own batch of 256 rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 513, 1000})
  void predictsTheSameBitsAloneAndInABatch(int rows) {
    List<JsonNode> instances = instances(rows);
    List<Prediction> batch = model.predict(model.reader().read(instances));

    for (int row = 0; row < rows; row++) {
      List<Prediction> alone = model.predict(model.reader().read(List.of(instances.get(row))));
      // Records of floats: equal means the same bits.
      assertThat(alone).containsExactly(batch.get(row));
    }
  }

  private static List<JsonNode> instances(int rows) {
    Random random = new Random(rows);
    List<JsonNode> instances = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      ObjectNode instance = JsonMapper.shared().createObjectNode();
      instance.put("age", random.nextGaussian(40, 20));
      instance.put("height", random.nextGaussian(40, 20));
      instance.put("color", List.of("red", "green", "unseen").get(random.nextInt(3)));
      instances.add(instance);
    }
    return instances;
  }
}
