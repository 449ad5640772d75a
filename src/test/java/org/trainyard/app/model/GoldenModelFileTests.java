package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.tensor.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of every released format version loads for ever, and gives what it gave then. */
class GoldenModelFileTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"version-1-classifier", "version-1-images", "version-1-regressor"})
  void loadsAndPredictsAsItDid(String name) throws IOException {
    TrainedModel model = new ModelFile(JSON).decode(resource(name + ".trainyard"));
    JsonNode expected = JSON.readTree(resource(name + ".json"));
    Preprocessor preprocessor = new Preprocessor(model.description().inputs());

    for (JsonNode row : expected.path("rows")) {
      Matrix inputs = Matrix.zeros(1, preprocessor.inputSize());
      preprocessor.encode(floats(row.path("raw")), inputs.data(), inputs.index(0, 0));
      Matrix outputs = model.network().predict(inputs);
      float[] wanted = floats(row.path("outputs"));
      for (int i = 0; i < wanted.length; i++) {
        assertThat(outputs.get(0, i)).isEqualTo(wanted[i]);
      }
    }
    assertThat(model.description().provenance().job()).isEqualTo("job_1");
    assertThat(List.copyOf(expected.path("rows").values())).isNotEmpty();
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).isNull() ? Float.NaN : numbers.get(i).floatValue();
    }
    return values;
  }

  private static byte[] resource(String file) throws IOException {
    try (InputStream in = GoldenModelFileTests.class.getResourceAsStream("/golden/model/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }
}
