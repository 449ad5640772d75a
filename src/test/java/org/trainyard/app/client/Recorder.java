package org.trainyard.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.RestClient;
import org.trainyard.app.web.JsonDocument;
import tools.jackson.databind.json.JsonMapper;

/** Remembers the body of the last answer, to compare it with what the client made of it. */
final class Recorder {

  private static final JsonMapper JSON = JsonMapper.shared();

  private String last = "";

  /** A builder whose answers are remembered, but for streams, which would be waited for. */
  RestClient.Builder recording() {
    return RestClient.builder()
        .requestFactory(new JdkClientHttpRequestFactory())
        .bufferContent((uri, _) -> !uri.getPath().endsWith("/events"))
        .requestInterceptor((request, body, execution) -> {
          ClientHttpResponse answer = execution.execute(request, body);
          if (!request.getURI().getPath().endsWith("/events")) {
            last = StreamUtils.copyToString(answer.getBody(), StandardCharsets.UTF_8);
          }
          return answer;
        });
  }

  JsonDocument last() {
    return JsonDocument.of(last);
  }

  /** Checks that nothing of the last answer was lost: written again it is the same. */
  <T> T whole(T read) {
    assertThat(JSON.readTree(JSON.writeValueAsString(read))).isEqualTo(JSON.readTree(last));
    return read;
  }
}
