package org.trainyard.app.protocol.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** The body of a request for predictions: its content type says how it is read. */
final class ScoringBody {

  private ScoringBody() {}

  static RawRows read(HttpServletRequest request, ServableModel model) throws IOException {
    MediaType type = type(request.getContentType());
    byte[] body = request.getInputStream().readAllBytes();
    return type.getSubtype().equals("csv")
        ? ScoringTable.read(body, model)
        : ScoringInput.read(body, model);
  }

  /** A request that does not say what it holds holds JSON. */
  private static MediaType type(@Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return MediaType.APPLICATION_JSON;
    }
    MediaType type;
    try {
      type = MediaType.parseMediaType(sent);
    } catch (InvalidMediaTypeException _) {
      throw unsupported(sent);
    }
    String name = type.getType() + "/" + type.getSubtype();
    return switch (name) {
      case "application/json", "text/csv", "application/csv" -> {
        requireUtf8(type, sent);
        yield type;
      }
      default -> throw unsupported(sent);
    };
  }

  private static void requireUtf8(MediaType type, String sent) {
    for (Map.Entry<String, String> parameter : type.getParameters().entrySet()) {
      boolean isUtf8 =
          parameter.getKey().equalsIgnoreCase("charset")
              && StandardCharsets.UTF_8.equals(type.getCharset());
      if (!isUtf8) {
        throw unsupported(sent);
      }
    }
  }

  private static ProblemException unsupported(String sent) {
    return Problem.of(
            ProblemType.MEDIA_TYPE_UNSUPPORTED,
            "This predictor only supports application/json and text/csv, both in UTF-8 and without other parameters; got '%s'."
                .formatted(Echo.of(sent)))
        .toException();
  }
}
