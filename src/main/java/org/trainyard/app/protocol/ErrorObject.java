package org.trainyard.app.protocol;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.ErrorForm;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code {"error": "…"}} and nothing else, as the clients of the Open Inference Protocol and of
 * TensorFlow Serving read it: some refuse any further member, some compare the whole media type.
 */
@Component
final class ErrorObject implements ErrorForm {

  private static final Pattern PATHS = Pattern.compile("/(v2|v1/models)(/.*|:.*)?");

  @Override
  public boolean covers(String path) {
    return PATHS.matcher(path).matches();
  }

  @Override
  public Answer answer(Problem problem) {
    return new Answer(
        ProtocolStatus.of(problem),
        MediaType.APPLICATION_JSON_VALUE,
        JsonMapper.shared().writeValueAsString(Map.of("error", text(problem))));
  }

  private static String text(Problem problem) {
    return switch (problem.type()) {
      case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED.getReasonPhrase();
      case NOT_FOUND ->
          problem.members().containsKey(ModelLookup.MEMBER)
              ? problem.detail()
              : HttpStatus.NOT_FOUND.getReasonPhrase();
      case INTERNAL -> ProblemType.INTERNAL.title();
      default -> problem.detail();
    };
  }
}
