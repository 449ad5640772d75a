package org.trainyard.app.job.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Jobs")
class EventController {

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

  EventController(EventService events, OpenStreams streams) {
    this.events = events;
    this.streams = streams;
  }

  @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "Watch a job live", description = ABOUT)
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "204", description = "The job has ended, and nothing is left")
  void watch(
      @PathVariable String id,
      @Parameter(description = ID_WORDS) @RequestHeader(value = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      @Parameter(description = ID_WORDS) @RequestParam(required = false) @Nullable String after,
      @Parameter(hidden = true) ServletWebRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    send(events.start(List.of(id), lastId(lastEventId, after)), request, response);
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
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
  @ApiResponse(responseCode = "204", description = "All have ended, and nothing is left")
  void watchSeveral(
      @Parameter(description = "Ids with commas between them, at most 100") @RequestParam
          List<String> jobs,
      @Parameter(description = ID_WORDS) @RequestHeader(value = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      @Parameter(description = ID_WORDS) @RequestParam(required = false) @Nullable String after,
      @Parameter(hidden = true) ServletWebRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    send(events.start(jobs, lastId(lastEventId, after)), request, response);
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

  private void send(
      EventService.Start start, ServletWebRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    if (start.isOver()) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    try (OpenStreams.Place _ = streams.take(request.getRequest().getRemoteAddr())) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events back
      if (!HttpMethod.HEAD.equals(request.getHttpMethod())) {
        events.send(start, response.getOutputStream());
      }
    } catch (IOException e) {
      LOG.debug("the reader of a stream has gone: {}", e.getMessage());
    } catch (DataAccessException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      LOG.warn("a stream ends, since the database is away: {}", e.getMessage());
    }
  }
}
