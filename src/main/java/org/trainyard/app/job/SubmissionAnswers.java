package org.trainyard.app.job;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.trainyard.app.idempotency.IdempotencyStore;

/** Answers submissions, the first and those that were sent again under the same key. */
final class SubmissionAnswers {

  static final String RETRY_AFTER = "2";

  private SubmissionAnswers() {}

  static ResponseEntity<JobResponse> of(IdempotencyStore.Result<JobResponse> result) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.accepted()
            .location(URI.create(location(result.answer())))
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    if (result.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(result.answer());
  }

  static String location(JobResponse job) {
    return "/api/v1/jobs/" + job.id();
  }
}
