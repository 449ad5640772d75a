package org.trainyard.app.dataset.text;

import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Names the encoding of a text that is certainly not UTF-8, by its first bytes. */
public final class TextEncoding {

  private TextEncoding() {}

  /** Refuses UTF-16 and UTF-32; other mistakes show themselves while the text is read. */
  public static void requireUtf8(byte[] head) {
    Optional<String> encoding = detected(head);
    if (encoding.isPresent()) {
      throw Problem.of(
              ProblemType.TEXT_ENCODING,
              "The file is %s text; only UTF-8 is read.".formatted(encoding.get()))
          .with("byteOffset", 0)
          .with("detected", encoding.get())
          .hint("Convert it: iconv -f %s -t UTF-8.".formatted(encoding.get()))
          .toException();
    }
  }

  /** By the byte order mark, or by where the zero bytes of ASCII characters lie. */
  private static Optional<String> detected(byte[] head) {
    String zeros = zeros(head);
    if (begins(head, 0xFF, 0xFE, 0, 0) || zeros.equals("0111")) {
      return Optional.of("UTF-32LE");
    }
    if (begins(head, 0, 0, 0xFE, 0xFF) || zeros.equals("1110")) {
      return Optional.of("UTF-32BE");
    }
    if (begins(head, 0xFF, 0xFE) || zeros.equals("0101")) {
      return Optional.of("UTF-16LE");
    }
    return begins(head, 0xFE, 0xFF) || zeros.equals("1010")
        ? Optional.of("UTF-16BE")
        : Optional.empty();
  }

  private static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Which of the first four bytes are zero, as 0 and 1. */
  private static String zeros(byte[] head) {
    StringBuilder zeros = new StringBuilder();
    for (int i = 0; i < Math.min(4, head.length); i++) {
      zeros.append(head[i] == 0 ? '1' : '0');
    }
    return zeros.toString();
  }
}
