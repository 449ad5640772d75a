package org.trainyard.app.protocol.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for predictions.
 *
 * @param id given back with the answer
 * @param outputs empty for all
 * @param form of the outputs that the client does not name
 */
record InferRequest(
    @Nullable String id,
    List<InputTensor> inputs,
    List<RequestedOutput> outputs,
    RequestedOutput.Form form) {

  InferRequest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
