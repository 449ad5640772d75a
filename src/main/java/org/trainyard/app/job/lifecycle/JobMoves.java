package org.trainyard.app.job.lifecycle;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trainyard.app.job.queue.JobQueue;
import org.trainyard.app.model.ModelReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the moves of locked jobs, in the caller's transaction: the state, the event and the entry
 * in the queue together. Once that is committed, it says so in the log and to the observers.
 */
final class JobMoves {

  static final String PAUSED = "paused by a client";

  private static final Logger LOG = LoggerFactory.getLogger(JobLifecycle.class);

  private final JobRepository jobs;
  private final JobEvents events;
  private final JobQueue queue;
  private final List<JobObserver> observers;
  private final AfterCommit afterCommit;
  private final JsonMapper json;
  private final InstantSource clock;

  JobMoves(
      JobRepository jobs,
      JobEvents events,
      JobQueue queue,
      List<JobObserver> observers,
      AfterCommit afterCommit,
      JsonMapper json,
      InstantSource clock) {
    this.jobs = jobs;
    this.events = events;
    this.queue = queue;
    this.observers = observers;
    this.afterCommit = afterCommit;
    this.json = json;
    this.clock = clock;
  }

  /** A job was stored. */
  void submitted(String id) {
    record(JobLifecycle.FIRST_EVENT, new JobMove(id, null, JobState.QUEUED, "submitted", null));
  }

  /** Begins a run of a job that waits. */
  void begin(Job job, StartPoint from) {
    Standing _ = JobRules.after(job.standing(), Happening.CLAIMED).orElseThrow();
    int number = job.lastEvent() + 1;
    jobs.begin(job, from, now(), number);
    record(number, new JobMove(job.id(), job, JobState.RUNNING, from.words(), null));
  }

  /**
   * Writes what follows from something that happened to a locked job.
   *
   * @param ending for the case that the job ends, and is not cancelled instead
   * @return the state then; empty if this cannot happen to it
   */
  Optional<JobState> apply(Job job, Happening happening, String reason, @Nullable Ending ending) {
    Optional<Standing> next = JobRules.after(job.standing(), happening);
    if (next.isEmpty() || next.get().equals(job.standing())) {
      return next.map(Standing::state);
    }
    JobState to = next.get().state();
    if (to == job.state()) {
      setStop(job, next.get().stop(), reason);
    } else if (to.isEnd()) {
      end(
          job,
          to,
          reason,
          to == JobState.CANCELLED || ending == null ? Ending.cancelled() : ending);
    } else {
      letWait(job, to, happening, reason);
    }
    return Optional.of(to);
  }

  private void setStop(Job job, @Nullable StopRequest stop, String reason) {
    jobs.setStop(job, stop);
    afterCommit.run(() ->
        LOG.atInfo()
            .addKeyValue("job", job.id())
            .addKeyValue("stopRequested", stop)
            .log("job {} shall stop: {} ({})", job.id(), stop, reason));
  }

  private void end(Job job, JobState to, String reason, Ending ending) {
    String words = to == JobState.CANCELLED ? StopReason.CANCELLED.words() : reason;
    jobs.end(job, to, ending, now(), job.lastEvent() + 2);
    record(job.lastEvent() + 1, new JobMove(job.id(), job, to, words, ending.stopReason()));
    String data = json.writeValueAsString(EndData.of(to, ending));
    events.add(new JobEvent(job.id(), job.lastEvent() + 2, EventType.END, data));
    leaveQueue(job);
  }

  private void letWait(Job job, JobState to, Happening happening, String reason) {
    int crashes = happening == Happening.DIED ? job.crashes() + 1 : job.crashes();
    boolean paused = to == JobState.PAUSED;
    jobs.wait(job, to, crashes, job.lastEvent() + 1);
    record(job.lastEvent() + 1, new JobMove(job.id(), job, to, paused ? PAUSED : reason, null));
    if (paused) {
      leaveQueue(job);
    } else if (job.state() == JobState.PAUSED) {
      queue.add(job.id(), job.lastEvent() + 1, job.priority(), job.createdAt());
    } else if (happening != Happening.ABANDONED) { // else its claimer holds the entry and keeps it
      queue.release(job.id());
    }
  }

  /** An entry that was picked while the job waited is left to who picked it, and will come. */
  private void leaveQueue(Job job) {
    if (job.state() == JobState.RUNNING) {
      queue.remove(job.id());
    } else {
      queue.removeWaiting(job.id());
    }
  }

  /** The event of a move; its line in the log follows the commit. */
  private void record(int number, JobMove move) {
    String data =
        json.writeValueAsString(new Transition(now(), move.from(), move.to(), move.reason()));
    events.add(new JobEvent(move.job(), number, EventType.STATE, data));
    afterCommit.run(() -> {
      log(move);
      observers.forEach(observer -> observer.moved(move));
    });
    afterCommit.signal(move.job()); // who is woken finds it counted
  }

  /** To the millisecond, as the database keeps every other time. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void log(JobMove move) {
    LOG.atInfo()
        .addKeyValue("job", move.job())
        .addKeyValue("from", move.from())
        .addKeyValue("to", move.to())
        .addKeyValue("reason", move.reason())
        .addKeyValue("attempt", move.attempt())
        .log(
            "job {} {} -> {}: {} (attempt {})",
            move.job(),
            move.from() == null ? "new" : move.from(),
            move.to(),
            move.reason(),
            move.attempt());
  }

  /** The data of a move's event. */
  record Transition(Instant at, @Nullable JobState from, JobState to, String reason) {}

  /** The data of a job's last event. */
  record EndData(
      JobState state,
      @Nullable StopReason stopReason,
      @Nullable ModelReference model,
      @JsonRawValue @Nullable String failure) {

    static EndData of(JobState state, Ending ending) {
      return new EndData(state, ending.stopReason(), ending.model().orElse(null), ending.failure());
    }
  }
}
