package org.trainyard.app.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Events of jobs as they happen: the controller's side and the client's. */
public interface EventApi {

  /**
   * What happened to a job and what happens, until it has ended. 204 without a body says that
   * nothing is left.
   *
   * @param lastEventId the id of the last event that the client has; null: from the beginning
   * @param after the same, for clients that cannot set headers
   */
  @GetExchange(url = "/api/v1/jobs/{id}/events", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<EventFeed> watchJob(
      @PathVariable String id,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after);

  /** The same of up to 100 jobs in one stream. */
  @GetExchange(url = "/api/v1/events", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<EventFeed> watchJobs(
      @RequestParam List<String> jobs,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after);
}
