package org.trainyard.app.job.live;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.trainyard.app.job.lifecycle.JobSignals;
import org.trainyard.app.job.lifecycle.LogEnd;
import org.trainyard.app.job.lookup.JobLookup;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Streams of events: which jobs they are of, where they begin, and their end. */
@Service
class EventService {

  static final int MAX_JOBS = 100;

  /** Another process may run the job, and sends no signals here. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final EventReader reader;
  private final JobSignals signals;
  private final EventProperties properties;
  private final Duration look;

  EventService(
      EventReader reader, JobSignals signals, EventProperties properties, DataDirectory data) {
    this.reader = reader;
    this.signals = signals;
    this.properties = properties;
    this.look = data.isExclusive() ? properties.commentInterval() : LOOK_EVERY;
  }

  /** Where a stream goes on; nothing is left for it if all its jobs have ended before. */
  record Start(List<String> jobs, StreamPosition position, boolean isOver) {}

  /**
   * Looks where a stream begins.
   *
   * @param lastId the id of the last event that the reader has; what is not one means the beginning
   * @throws ProblemException if one of the jobs does not exist
   */
  Start start(List<String> named, @Nullable String lastId) {
    List<String> jobs = checked(named);
    Map<String, LogEnd> ends = ends(jobs);
    for (String job : jobs) {
      if (!ends.containsKey(job)) {
        throw JobLookup.unknown(job);
      }
    }
    List<LogEnd> inOrder = jobs.stream().map(ends::get).toList();
    StreamPosition position =
        Optional.ofNullable(lastId)
            .flatMap(id -> StreamPosition.parse(id, jobs.size()))
            .map(known -> withoutFuture(known, inOrder))
            .orElseGet(() -> StreamPosition.start(jobs.size()));
    boolean isOver = true;
    for (int i = 0; i < jobs.size(); i++) {
      isOver &= inOrder.get(i).isFinal() && position.of(i) == inOrder.get(i).number();
    }
    return new Start(jobs, position, isOver);
  }

  private Map<String, LogEnd> ends(List<String> jobs) {
    try {
      return reader.ends(jobs);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.of(
              ProblemType.SHUTTING_DOWN, "The service is going down; come again when it is up.")
          .toException();
    }
  }

  /** A number that no event of a job has yet is not known: all of its events follow. */
  private static StreamPosition withoutFuture(StreamPosition known, List<LogEnd> ends) {
    StreamPosition position = known;
    for (int i = 0; i < ends.size(); i++) {
      if (known.of(i) > ends.get(i).number()) {
        position = position.with(i, 0);
      }
    }
    return position;
  }

  /** Sends on the calling thread until the stream is over or its reader has gone. */
  void send(Start start, OutputStream out) throws IOException, InterruptedException {
    EventStream.Pace pace =
        new EventStream.Pace(look, properties.commentInterval(), properties.maxDuration());
    new EventStream(
            start.jobs(), start.position(), reader, new EventWriter(out), pace, System::nanoTime)
        .run(signals);
  }

  private static List<String> checked(List<String> named) {
    List<String> jobs = List.copyOf(new LinkedHashSet<>(named));
    if (jobs.isEmpty() || jobs.size() > MAX_JOBS) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'jobs' is 1 to %d ids with commas between them, got %s."
                  .formatted(MAX_JOBS, Echo.of(String.valueOf(jobs.size()))))
          .with("parameter", "jobs")
          .toException();
    }
    jobs.forEach(JobLookup::checked);
    return jobs;
  }
}
