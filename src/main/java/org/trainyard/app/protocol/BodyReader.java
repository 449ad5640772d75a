package org.trainyard.app.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Reads the bytes of a body and undoes its Content-Encoding. Safe for any number of threads. */
@Component
public final class BodyReader {

  /** The most bytes of a body after that; as many as a body may have that is not encoded. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int FIRST_BYTES = 64 << 10;
  private static final int GROWTH = 8;

  private final BodyArrays arrays = new BodyArrays(Runtime.getRuntime().availableProcessors());

  /**
   * Reads a body: as it is, gzip, or deflate (RFC 1950).
   *
   * @throws org.trainyard.app.web.ProblemException if it is encoded otherwise, damaged or too large
   */
  public EncodedBody read(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    EncodedBody body = body(request);
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip" -> decoded(body, Coding.GZIP);
      case "deflate" -> decoded(body, Coding.DEFLATE);
      default -> {
        response.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, deflate");
        throw Problem.of(
                ProblemType.ENCODING_UNSUPPORTED,
                "The Content-Encoding '%s' is not supported; send gzip, deflate or none."
                    .formatted(Echo.of(String.valueOf(encoding))))
            .toException();
      }
    };
  }

  /**
   * A body whose length is known is read into one array, but for the beginning: a client that only
   * says it will send much gets little memory for it.
   */
  private EncodedBody body(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    int length = (int) Math.min(MAX_BYTES, request.getContentLengthLong());
    if (length <= FIRST_BYTES) {
      return EncodedBody.of(in.readAllBytes());
    }
    byte[] bytes = new byte[FIRST_BYTES];
    int count = in.readNBytes(bytes, 0, FIRST_BYTES);
    while (count == bytes.length && count < length) {
      byte[] larger = arrays.take(Math.min(length, GROWTH * bytes.length), length);
      System.arraycopy(bytes, 0, larger, 0, count);
      bytes = larger;
      count += in.readNBytes(bytes, count, Math.min(length, bytes.length) - count);
    }
    return new EncodedBody(bytes, count, arrays);
  }

  private enum Coding {
    GZIP,
    DEFLATE
  }

  private static EncodedBody decoded(EncodedBody body, Coding coding) {
    byte[] bytes;
    try (body;
        InputStream in = open(body, coding)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException _) {
      throw Problem.of(
              ProblemType.BAD_REQUEST,
              "The body is not what its Content-Encoding says, or it is damaged.")
          .toException();
    }
    if (bytes.length > MAX_BYTES) {
      throw Problem.of(
              ProblemType.DECOMPRESSED_TOO_LARGE,
              "The body has more than %d bytes when it is decompressed.".formatted(MAX_BYTES))
          .with("limit", MAX_BYTES)
          .toException();
    }
    return EncodedBody.of(bytes);
  }

  private static InputStream open(EncodedBody body, Coding coding) throws IOException {
    InputStream in = new ByteArrayInputStream(body.bytes(), 0, body.length());
    return switch (coding) {
      case GZIP -> new GZIPInputStream(in);
      case DEFLATE -> new InflaterInputStream(in);
    };
  }
}
