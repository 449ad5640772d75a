package org.trainyard.app.protocol.oip;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.Predictor;
import org.trainyard.app.model.Protocol;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.Scores;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.BodyReader;
import org.trainyard.app.protocol.EncodedBody;
import org.trainyard.app.protocol.JsonAnswer;

/**
 * Predicts. The content type of a request says nothing: the clients send none, or that of a form,
 * or that of bytes with a body of JSON.
 */
@RestController
@Tag(name = "Open Inference Protocol")
class InferController {

  private static final String HEAD = "Inference-Header-Content-Length";

  private final BodyReader bodies;
  private final OipModels models;
  private final Predictor predictor;
  private final InferenceStatistics statistics;

  InferController(
      BodyReader bodies, OipModels models, Predictor predictor, InferenceStatistics statistics) {
    this.bodies = bodies;
    this.models = models;
    this.predictor = predictor;
    this.statistics = statistics;
  }

  @PostMapping("/v2/models/{name}/infer")
  @Operation(operationId = "oipInfer", summary = "Predict (Open Inference Protocol)")
  void infer(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(name, null, request, response);
  }

  @PostMapping("/v2/models/{name}/versions/{version:\\d+}/infer")
  @Operation(
      operationId = "oipInferVersion",
      summary = "Predict with a version (Open Inference Protocol)")
  void infer(
      @PathVariable String name,
      @PathVariable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(name, version, request, response);
  }

  private void answer(
      String name,
      @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ServableModel model = models.servable(name, version);
    Stopwatch watch = new Stopwatch();
    InferResponse.Encoded answer;
    try (EncodedBody body = bodies.read(request, response)) {
      InferRequest wanted = read(body, request, model);
      OutputTensor.requireKnown(wanted);
      predictor.requireRowsOrNone(rowsOf(wanted));
      RawRows rows = ModelRows.of(wanted.inputs(), model);
      watch.inputRead(rows.rows());
      Scores scores = predictor.score(Protocol.OIP, model, rows);
      watch.inferred();
      answer =
          new InferResponse(
                  model.version().name(),
                  String.valueOf(model.version().version()),
                  wanted.id(),
                  OutputTensor.of(wanted, model, scores))
              .encode();
      statistics.success(model.version(), watch);
    } catch (RuntimeException e) {
      statistics.failure(model.version(), watch);
      throw e;
    }
    write(answer, request.getHeader(HttpHeaders.ACCEPT_ENCODING), response);
  }

  /** The one answer of this protocol that is compressed: its clients read no other. */
  private static void write(
      InferResponse.Encoded answer, @Nullable String accepted, HttpServletResponse response)
      throws IOException {
    Optional<AnswerCoding> coding = AnswerCoding.of(accepted, answer.bytes().length);
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    coding.ifPresent(used -> response.setHeader(HttpHeaders.CONTENT_ENCODING, used.token()));
    if (answer.isBinary()) {
      response.setHeader(HEAD, String.valueOf(answer.head())); // of what is compressed
    }
    JsonAnswer.write(
        response,
        coding.map(used -> used.encode(answer.bytes())).orElse(answer.bytes()),
        answer.isBinary()
            ? MediaType.APPLICATION_OCTET_STREAM_VALUE
            : MediaType.APPLICATION_JSON_VALUE);
  }

  private static InferRequest read(
      EncodedBody body, HttpServletRequest request, ServableModel model) {
    String header = request.getHeader(HEAD);
    int head = header == null ? body.length() : headLength(header, body.length());
    ByteBuffer bytes = ByteBuffer.wrap(body.bytes(), 0, body.length());
    return header != null && head == 0 ? raw(bytes, model) : InferRequestReader.read(bytes, head);
  }

  private static int headLength(String header, int body) {
    try {
      int length = Integer.parseInt(header.strip());
      if (length >= 0 && length <= body) {
        return length;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw Mistakes.request(
        "The header %s must be a whole number from 0 to the %d bytes of the body."
            .formatted(HEAD, body));
  }

  /** A body of nothing but the values of the only input; the answer is binary too. */
  private static InferRequest raw(ByteBuffer body, ServableModel model) {
    List<TensorSpec> specs = TensorSpec.inputs(model);
    if (specs.size() != 1 || specs.getFirst().datatype() != DataType.FP32) {
      throw Mistakes.request("A body without JSON is for models with a single input of numbers.");
    }
    List<Integer> row = specs.getFirst().shape().subList(1, specs.getFirst().shape().size());
    long width = InputDraft.count(row, TensorSpec.INPUT);
    long bytes = width * DataType.FP32.size();
    int length = body.remaining();
    if (length == 0 || length % bytes != 0) {
      throw Mistakes.request("The body has %d bytes; a row has %d.".formatted(length, bytes));
    }
    int rows = (int) (length / bytes);
    InputTensor tensor =
        new InputTensor(
            TensorSpec.INPUT,
            DataType.FP32,
            List.of(rows, (int) width),
            BinaryData.read(DataType.FP32, rows * width, body, TensorSpec.INPUT));
    return new InferRequest(null, List.of(tensor), List.of(), RequestedOutput.Form.BINARY);
  }

  private static int rowsOf(InferRequest request) {
    List<Integer> shape = request.inputs().getFirst().shape();
    return shape.isEmpty() ? 0 : shape.getFirst();
  }
}
