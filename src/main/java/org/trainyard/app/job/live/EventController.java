package org.trainyard.app.job.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.job.EventApi;
import org.trainyard.app.job.EventFeed;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

@RestController
@Tag(name = "Jobs")
class EventController implements EventApi {

  private static final Logger LOG = LoggerFactory.getLogger(EventController.class);
  private static final Pattern ID = Pattern.compile("[0-9.]{1,1024}");

  private static final String ABOUT =
      "Server-sent events 'state', 'epoch', 'finding' and 'end', each with an id and one line of"
          + " JSON. First comes what happened already, after the id in the header Last-Event-ID (or"
          + " the parameter 'after', where a client cannot set headers; the header counts if both"
          + " are there); an id that is not known means the beginning. After the last 'end' the"
          + " stream closes, and who comes again is answered with 204. A run that goes on after a"
          + " crash does some epochs again: those events come again under new ids. Swagger UI shows"
          + " a stream when it has ended; try it with curl -N.";
  private static final String ID_WORDS = "The id of the last event that the client has";

  private final EventService events;
  private final OpenStreams streams;
  private final HttpServletRequest request; // of the calling thread, as the response
  private final HttpServletResponse response;

  EventController(
      EventService events,
      OpenStreams streams,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.events = events;
    this.streams = streams;
    this.request = request;
    this.response = response;
  }

  @Override
  @Operation(summary = "Watch a job live", description = ABOUT)
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "204",
      description = "The job has ended, and nothing is left",
      content = @Content)
  public ResponseEntity<EventFeed> watchJob(
      String id,
      @Parameter(description = ID_WORDS) @Nullable String lastEventId,
      @Parameter(description = ID_WORDS) @Nullable String after) {
    return feed(List.of(id), lastId(lastEventId, after));
  }

  @Override
  @Operation(
      summary = "Watch several jobs with one stream",
      description =
          ABOUT
              + " Each event says in 'job' whose it is; its id holds the place of every job, in the"
              + " order in which they were named, so come again with the same list.")
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "204",
      description = "All have ended, and nothing is left",
      content = @Content)
  public ResponseEntity<EventFeed> watchJobs(
      @Parameter(description = "Ids with commas between them, at most 100") List<String> jobs,
      @Parameter(description = ID_WORDS) @Nullable String lastEventId,
      @Parameter(description = ID_WORDS) @Nullable String after) {
    return feed(jobs, lastId(lastEventId, after));
  }

  /** A browser cannot help what it sends as a header; a parameter was written by someone. */
  private static @Nullable String lastId(@Nullable String header, @Nullable String after) {
    if (after != null && !ID.matcher(after).matches()) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'after' is the id of an event, such as 17, got '%s'."
                  .formatted(Echo.of(after)))
          .with("parameter", "after")
          .toException();
    }
    return header == null ? after : header;
  }

  private ResponseEntity<EventFeed> feed(List<String> jobs, @Nullable String lastId) {
    EventService.Start start = events.start(jobs, lastId);
    return start.isOver()
        ? ResponseEntity.noContent().build()
        : ResponseEntity.ok(out -> send(start, out));
  }

  private void send(EventService.Start start, OutputStream out) {
    try (OpenStreams.Place _ = streams.take(request.getRemoteAddr())) {
      if (!HttpMethod.HEAD.matches(request.getMethod())) {
        events.send(start, out);
      }
    } catch (IOException e) {
      LOG.debug("the reader of a stream has gone: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      LOG.warn("a stream ends, since the database is away: {}", e.getMessage());
    }
  }
}
