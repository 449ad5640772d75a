package org.trainyard.app.web.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Decodes a document, which is UTF-8 and nothing else. */
final class JsonText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private JsonText() {}

  static String of(byte[] json) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(json);
    CharBuffer text = CharBuffer.allocate(json.length);
    CoderResult result = decoder.decode(bytes, text, true);
    try {
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException _) {
      throw Problem.of(
              ProblemType.MALFORMED_JSON,
              "The body is not valid UTF-8 at byte %d.".formatted(bytes.position()))
          .with("byteOffset", bytes.position())
          .toException();
    }
    text.flip();
    if (text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK) {
      text.get();
    }
    return text.toString();
  }
}
