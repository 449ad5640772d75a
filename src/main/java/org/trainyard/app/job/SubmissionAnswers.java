package org.trainyard.app.job;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.trainyard.app.idempotency.IdempotencyStore;
import tools.jackson.databind.json.JsonMapper;

/** Answers submissions, the first and those that were sent again under the same key. */
@Component
final class SubmissionAnswers {

  static final String RETRY_AFTER = "2";

  private final JsonMapper json;

  SubmissionAnswers(JsonMapper json) {
    this.json = json;
  }

  ResponseEntity<JobResponse> of(IdempotencyStore.Result result) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.accepted()
            .location(URI.create(result.answer().location()))
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    if (result.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(json.readValue(result.answer().body(), JobResponse.class));
  }
}
