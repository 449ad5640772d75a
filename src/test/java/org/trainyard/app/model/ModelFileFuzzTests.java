package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever the bytes of a model file are, it is read or refused. {@code mvn verify} runs the inputs
 * that are kept; {@code JAZZER_FUZZ=1 mvn test -Dtest=ModelFileFuzzTests} looks for new ones.
 */
class ModelFileFuzzTests {

  private static final int HASH_BYTES = 32;

  private final ModelFile format = new ModelFile(JsonMapper.builder().build());

  @FuzzTest(maxDuration = "5m")
  void readsOrRefuses(byte[] bytes) {
    decode(bytes);
    decode(sealed(bytes));
  }

  private void decode(byte[] bytes) {
    try {
      TrainedModel model = format.decode(bytes);
      assertThat(format.decode(format.encode(model)).description()).isEqualTo(model.description());
    } catch (CorruptModelException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  /** Under a right checksum, which no fuzzer finds by chance. */
  private static byte[] sealed(byte[] bytes) {
    if (bytes.length < HASH_BYTES) {
      return bytes;
    }
    byte[] sealed = bytes.clone();
    byte[] hash = Sha256.newDigest().digest(Arrays.copyOf(bytes, bytes.length - HASH_BYTES));
    System.arraycopy(hash, 0, sealed, bytes.length - HASH_BYTES, HASH_BYTES);
    return sealed;
  }
}
