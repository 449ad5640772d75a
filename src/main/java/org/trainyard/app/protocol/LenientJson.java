package org.trainyard.app.protocol;

import java.nio.ByteBuffer;
import org.trainyard.app.web.JsonMistake;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as clients of other systems send it: NaN and Infinity are numbers, members that nobody reads
 * are passed over.
 */
public final class LenientJson {

  /** Levels of arrays that a tensor may have. */
  public static final int MAX_DEPTH = 100;

  private static final int AROUND = 8; // levels around a tensor

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH + AROUND).build())
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private LenientJson() {}

  /**
   * A parser of some bytes.
   *
   * @param json the rest of a buffer that has an array
   */
  public static JsonParser parser(ByteBuffer json) {
    return FACTORY.createParser(
        ObjectReadContext.empty(),
        json.array(),
        json.arrayOffset() + json.position(),
        json.remaining());
  }

  /**
   * Reads a document whose top is an object.
   *
   * @throws ProblemException {@code malformed-json} or {@code wrong-type}
   */
  public static JsonNode object(byte[] json) {
    JsonNode document;
    try {
      document = MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw problem(e);
    }
    if (document == null || !document.isObject()) {
      throw Problem.of(ProblemType.WRONG_TYPE, "The body must be a JSON object.").toException();
    }
    return document;
  }

  /** What is wrong with a document. */
  public static ProblemException problem(JacksonException failure) {
    return Problem.of(
            ProblemType.MALFORMED_JSON,
            "The body is not valid JSON: %s, at line %d, column %d."
                .formatted(
                    JsonMistake.inWords(failure),
                    failure.getLocation() == null ? 0 : failure.getLocation().getLineNr(),
                    failure.getLocation() == null ? 0 : failure.getLocation().getColumnNr()))
        .toException();
  }
}
