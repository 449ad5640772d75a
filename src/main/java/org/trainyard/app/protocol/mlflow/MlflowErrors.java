package org.trainyard.app.protocol.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trainyard.app.protocol.ProtocolStatus;
import org.trainyard.app.web.ErrorForm;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"error_code": …, "message": …}}, and a plain text where the media type is wrong. */
@Component
final class MlflowErrors implements ErrorForm {

  private static final Pattern PATHS =
      Pattern.compile("/(ping|health|version|invocations|mlflow(/.*)?)");

  @Override
  public boolean covers(String path) {
    return PATHS.matcher(path).matches();
  }

  @Override
  public Answer answer(Problem problem) {
    int status = ProtocolStatus.of(problem);
    if (problem.type() == ProblemType.MEDIA_TYPE_UNSUPPORTED) {
      return new Answer(status, MediaType.TEXT_PLAIN_VALUE, problem.detail());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error_code", code(problem, status));
    members.put(
        "message",
        problem.type() == ProblemType.INTERNAL ? problem.type().title() : problem.detail());
    return new Answer(
        status, MediaType.APPLICATION_JSON_VALUE, JsonMapper.shared().writeValueAsString(members));
  }

  private static String code(Problem problem, int status) {
    return switch (status) {
      case 400 ->
          problem.type().status().value() == 400 ? "BAD_REQUEST" : "INVALID_PARAMETER_VALUE";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "RESOURCE_DOES_NOT_EXIST";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "TEMPORARILY_UNAVAILABLE";
      default -> status >= 500 ? "INTERNAL_ERROR" : "BAD_REQUEST";
    };
  }
}
