package org.trainyard.app.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.trainyard.app.protocol.ProtocolStatus;
import org.trainyard.app.web.ProblemException;

/**
 * Whatever a body of the Open Inference Protocol is, it is read or refused, and costs no more
 * memory than its bytes are worth. {@code JAZZER_FUZZ=1 mvn test -Dtest=InferRequestFuzzTests}
 * looks for new bodies.
 */
class InferRequestFuzzTests {

  private static final int HEAD_LENGTH = 2; // bytes that say how long the JSON is

  @FuzzTest(maxDuration = "5m")
  void readsOrRefuses(byte[] input) {
    if (input.length < HEAD_LENGTH) {
      return;
    }
    byte[] body = Arrays.copyOfRange(input, HEAD_LENGTH, input.length);
    int head = Math.min(body.length, (input[0] & 0xFF) << 8 | (input[1] & 0xFF));
    try {
      InferRequest request = InferRequestReader.read(ByteBuffer.wrap(body), head);
      assertThat(request.inputs()).isNotEmpty();
      for (InputTensor tensor : request.inputs()) {
        assertThat((long) tensor.values().count())
            .isEqualTo(InputDraft.count(tensor.shape(), tensor.name()))
            .isLessThanOrEqualTo(body.length);
      }
    } catch (ProblemException e) {
      assertThat(ProtocolStatus.of(e.problems().getFirst())).isBetween(400, 499);
      assertThat(e.problems().getFirst().detail()).isNotEmpty();
    }
  }
}
