package org.trainyard.app.protocol.oip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an answer is compressed, if its client wants that (RFC 9110, 12.5.3). */
enum AnswerCoding {
  GZIP,
  /** In the frame of zlib (RFC 1950). */
  DEFLATE;

  /** Smaller answers would hardly get smaller, and take longer. */
  private static final int WORTH_BYTES = 1024;

  /**
   * The coding that a client likes best, gzip where it likes both.
   *
   * @param accepted its {@code Accept-Encoding}
   * @param bytes of the answer
   */
  static Optional<AnswerCoding> of(@Nullable String accepted, int bytes) {
    if (accepted == null || bytes < WORTH_BYTES) {
      return Optional.empty();
    }
    double gzip = weight(accepted, GZIP);
    double deflate = weight(accepted, DEFLATE);
    if (gzip <= 0 && deflate <= 0) {
      return Optional.empty();
    }
    return Optional.of(gzip >= deflate ? GZIP : DEFLATE);
  }

  /** From 0, which is never, to 1; what a client does not name has the weight of {@code *}. */
  private static double weight(String accepted, AnswerCoding coding) {
    double any = 0;
    for (String item : accepted.split(",", -1)) {
      int parameters = item.indexOf(';');
      String name =
          item.substring(0, parameters < 0 ? item.length() : parameters)
              .strip()
              .toLowerCase(Locale.ROOT);
      double quality = parameters < 0 ? 1 : quality(item.substring(parameters + 1));
      if (name.equals(coding.token())) {
        return quality;
      }
      any = name.equals("*") ? quality : any;
    }
    return any;
  }

  private static double quality(String parameter) {
    String text = parameter.strip().toLowerCase(Locale.ROOT);
    if (!text.startsWith("q=")) {
      return 1;
    }
    try {
      return Double.parseDouble(text.substring(2));
    } catch (NumberFormatException _) {
      return 0; // what cannot be read is not asked for
    }
  }

  /** Its name in HTTP. */
  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] encode(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (OutputStream encoder = encoder(out)) {
      encoder.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** Fast rather than small: who wants it smaller has a network that is slower than this. */
  private OutputStream encoder(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP ->
          new GZIPOutputStream(out) {
            {
              def.setLevel(Deflater.BEST_SPEED);
            }
          };
      case DEFLATE ->
          new DeflaterOutputStream(out) {
            {
              def.setLevel(Deflater.BEST_SPEED);
            }
          };
    };
  }
}
