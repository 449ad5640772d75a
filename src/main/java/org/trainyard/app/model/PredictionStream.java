package org.trainyard.app.model;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.trainyard.app.web.LineTexts;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a stream of instances, one a line, with a stream of predictions: some hundred rows are in
 * memory at a time, however many there are.
 *
 * <p>A line that does not fit ends the stream. As long as no byte of the answer has left, the
 * request is refused as any other; after that the last line is {@code {"problem": …}}.
 */
final class PredictionStream {

  private static final int BLOCK = 256;
  private static final JsonMapper WRITER = JsonMapper.shared();

  private final ServableModel model;
  private final Predictor predictor;
  private final StrictJson json;

  PredictionStream(ServableModel model, Predictor predictor, StrictJson json) {
    this.model = model;
    this.predictor = predictor;
    this.json = json;
  }

  void answer(InputStream rows, HttpServletResponse response) throws IOException {
    LineReader lines = new LineReader(rows);
    try {
      List<Instance> block = block(lines);
      if (block.isEmpty()) {
        throw Problem.of(
                ProblemType.DATASET_EMPTY, "There are no instances; send at least one line.")
            .toException();
      }
      while (!block.isEmpty()) {
        write(block, response);
        block = block(lines);
      }
    } catch (ProblemException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      writeLine(Map.of("problem", members(e.problems().getFirst())), response.getOutputStream());
    }
    response.flushBuffer();
  }

  private List<Instance> block(LineReader lines) throws IOException {
    List<Instance> block = new ArrayList<>(BLOCK);
    while (block.size() < BLOCK) {
      Optional<byte[]> line = lines.next();
      if (line.isEmpty()) {
        return block;
      }
      block.add(
          RowPlace.at(
              lines.number(),
              () -> model.reader().read(json.read(line.get(), JsonNode.class), "")));
    }
    return block;
  }

  private void write(List<Instance> block, HttpServletResponse response) throws IOException {
    List<Prediction> predictions = predictor.predict(model, () -> block);
    response.setContentType(LineTexts.NDJSON);
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    OutputStream out = response.getOutputStream();
    for (Prediction prediction : predictions) {
      writeLine(prediction, out);
    }
  }

  private static void writeLine(Object value, OutputStream out) throws IOException {
    out.write(WRITER.writeValueAsBytes(value));
    out.write('\n');
  }

  private static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", problem.type().uri());
    members.put("title", problem.type().title());
    members.put("status", problem.type().status().value());
    members.put("detail", problem.detail());
    problem.members().forEach(members::putIfAbsent);
    return members;
  }
}
