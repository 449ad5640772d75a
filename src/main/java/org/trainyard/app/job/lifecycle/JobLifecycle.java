package org.trainyard.app.job.lifecycle;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.queue.JobQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one class that moves jobs from state to state. Each call is a transaction (or joins the
 * caller's): it locks the job, asks {@link JobRules} what follows, writes the move together with
 * its event and its entry in the queue, and says so in the log once that is committed.
 */
@Component
public class JobLifecycle {

  /** Deaths of its process without progress in between, after which a job is given up. */
  public static final int MAX_CRASHES = 3;

  static final int FIRST_EVENT = 1;

  private static final String PAUSED = "paused by a client";

  private static final Logger LOG = LoggerFactory.getLogger(JobLifecycle.class);

  private final JobRepository jobs;
  private final JobEvents events;
  private final JobQueue queue;
  private final List<JobObserver> observers;
  private final AfterCommit afterCommit;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final InstantSource clock;

  JobLifecycle(
      JobRepository jobs,
      JobEvents events,
      JobQueue queue,
      List<JobObserver> observers,
      AfterCommit afterCommit,
      TransactionTemplate transactions,
      JsonMapper json,
      InstantSource clock) {
    this.jobs = jobs;
    this.events = events;
    this.queue = queue;
    this.observers = observers;
    this.afterCommit = afterCommit;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  /** The answer to a client who asked for something. */
  public sealed interface Answer {

    /** It is so, or will be as soon as the run has stopped. */
    record Granted() implements Answer {}

    /** The job's state does not allow it. */
    record Refused(JobState state, @Nullable StopRequest stop) implements Answer {}

    /** There is no such job. */
    record Unknown() implements Answer {}
  }

  /** Stores a job and its entry in the queue. */
  public void submit(NewJob job) {
    transactions.executeWithoutResult(_ -> {
      jobs.insert(job);
      queue.add(job.id(), FIRST_EVENT, job.priority(), job.createdAt());
      record(job.id(), FIRST_EVENT, null, JobState.QUEUED, "submitted");
    });
  }

  public Answer cancel(String id) {
    return ask(id, Happening.CANCEL, StopReason.CANCELLED.words());
  }

  public Answer pause(String id) {
    return ask(id, Happening.PAUSE, PAUSED);
  }

  public Answer resume(String id) {
    return ask(id, Happening.RESUME, "resumed by a client");
  }

  private Answer ask(String id, Happening request, String reason) {
    return inTransaction(() -> {
      Optional<Job> job = jobs.lock(id);
      if (job.isEmpty()) {
        return new Answer.Unknown();
      }
      return apply(job.get(), request, reason, null).isPresent()
          ? new Answer.Granted()
          : new Answer.Refused(job.get().state(), job.get().stopRequested());
    });
  }

  /**
   * Begins a run for the holder of the job's entry in the queue; a run that left the job without
   * ending it is over then.
   *
   * @return the job as it runs now; empty if it does not wait any more, or the entry is not held:
   *     then there is nothing to do
   */
  public Optional<Job> claim(String id, long entryVersion, StartPoint from) {
    return inTransaction(() -> {
      Optional<Job> locked = jobs.lock(id);
      if (!queue.holds(id, entryVersion)) {
        return Optional.empty();
      }
      Optional<Job> waiting =
          locked.flatMap(this::withoutRun).filter(job -> job.state() == JobState.QUEUED);
      if (waiting.isEmpty()) {
        queue.remove(id);
        return Optional.empty();
      }
      begin(waiting.get(), from);
      return jobs.find(id);
    });
  }

  /** A run that could not write its end left the job RUNNING, and the entry to who claims it. */
  private Optional<Job> withoutRun(Job job) {
    if (job.state() != JobState.RUNNING) {
      return Optional.of(job);
    }
    apply(job, Happening.ABANDONED, "its run could not write how it ended", null);
    return jobs.find(job.id());
  }

  private void begin(Job job, StartPoint from) {
    Standing _ = JobRules.after(job.standing(), Happening.CLAIMED).orElseThrow();
    jobs.begin(job, from, clock.instant(), job.lastEvent() + 1);
    events.removeEpochsFrom(job.id(), from.epoch());
    record(job.id(), job.lastEvent() + 1, job, JobState.RUNNING, from.words());
  }

  /** Gives an entry back unused, because the process ends. */
  public void giveBack(String id, long entryVersion) {
    transactions.executeWithoutResult(_ -> {
      Optional<Job> _ = jobs.lock(id);
      if (queue.holds(id, entryVersion)) {
        queue.release(id);
      }
    });
  }

  /**
   * Ends a run that trained to the end.
   *
   * @param register makes the model a version; called if the job succeeds, in the transaction
   * @return the state of the job then; empty if it is not the run's any more
   */
  public Optional<JobState> complete(
      RunId run, StopReason reason, Supplier<ModelReference> register) {
    return inTransaction(() ->
        owned(run)
            .flatMap(job -> {
              Standing next = JobRules.after(job.standing(), Happening.COMPLETED).orElseThrow();
              Ending ending =
                  next.state() == JobState.SUCCEEDED
                      ? new Ending(reason, null, Optional.of(register.get()))
                      : Ending.cancelled();
              return apply(job, Happening.COMPLETED, reason.words(), ending);
            }));
  }

  /** Ends a run that cannot go on; empty if the job is not the run's any more. */
  public Optional<JobState> fail(RunId run, JobFailure failure) {
    return inTransaction(() ->
        owned(run)
            .flatMap(job -> apply(job, Happening.FAILED, failure.type().slug(), ending(failure))));
  }

  /**
   * Ends a run that stopped: the job is cancelled or paused if that was asked for, or waits again.
   *
   * @param reason why it waits again
   * @return the state of the job then; empty if it is not the run's any more
   */
  public Optional<JobState> stop(RunId run, String reason) {
    return inTransaction(
        () -> owned(run).flatMap(job -> apply(job, Happening.STOPPED, reason, null)));
  }

  /**
   * Takes a job from a process that shows no sign of life, for whoever finds its entry.
   *
   * @return the state of the job then; empty if the entry is not that process's any more
   */
  public Optional<JobState> processDied(String id, long entryVersion) {
    return inTransaction(() -> {
      Optional<Job> job = jobs.lock(id);
      if (!queue.holds(id, entryVersion)) {
        return Optional.empty();
      }
      if (job.isPresent() && job.get().state() == JobState.RUNNING) {
        return died(job.get());
      }
      queue.release(id); // it was picked, and not begun: who picks it next finds out what to do
      return job.map(Job::state);
    });
  }

  /** Takes a job from the process that owned the database before this one. */
  public void earlierProcessDied(String id) {
    transactions.executeWithoutResult(
        _ -> jobs.lock(id).filter(job -> job.state() == JobState.RUNNING).ifPresent(this::died));
  }

  private Optional<JobState> died(Job job) {
    int crashes = job.crashes() + 1;
    if (crashes < MAX_CRASHES) {
      return apply(job, Happening.DIED, "its process died", null);
    }
    JobFailure failure =
        JobFailure.of(
                FailureType.WORKER_CRASHED_REPEATEDLY,
                "The process died %d times while it ran this job, which got no further in between."
                    .formatted(crashes),
                "Look for the cause in the log of the service or of the system (memory?), then submit the job again, smaller if need be.")
            .with("crashes", crashes);
    return apply(job, Happening.DIED_TOO_OFTEN, failure.type().slug(), ending(failure));
  }

  private Optional<Job> owned(RunId run) {
    return jobs.lock(run.job())
        .filter(job -> job.state() == JobState.RUNNING && job.fence() == run.fence());
  }

  private Ending ending(JobFailure failure) {
    return Ending.failed(json.writeValueAsString(failure.document()));
  }

  /**
   * Writes what follows from something that happened to a locked job.
   *
   * @param ending for the case that the job ends, and is not cancelled instead
   * @return the state then; empty if this cannot happen to it
   */
  private Optional<JobState> apply(
      Job job, Happening happening, String reason, @Nullable Ending ending) {
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
    jobs.end(job, to, ending, clock.instant(), job.lastEvent() + 2);
    record(job.id(), job.lastEvent() + 1, job, to, words);
    String data = json.writeValueAsString(EndData.of(to, ending));
    events.add(new JobEvent(job.id(), job.lastEvent() + 2, EventType.END, data));
    leaveQueue(job);
  }

  private void letWait(Job job, JobState to, Happening happening, String reason) {
    int crashes = happening == Happening.DIED ? job.crashes() + 1 : job.crashes();
    boolean paused = to == JobState.PAUSED;
    jobs.wait(job, to, crashes, job.lastEvent() + 1);
    record(job.id(), job.lastEvent() + 1, job, to, paused ? PAUSED : reason);
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
  private void record(String id, int number, @Nullable Job before, JobState to, String reason) {
    @Nullable JobState from = before == null ? null : before.state();
    String data = json.writeValueAsString(new Transition(clock.instant(), from, to, reason));
    events.add(new JobEvent(id, number, EventType.STATE, data));
    afterCommit.signal(id);
    afterCommit.run(() -> {
      LOG.atInfo()
          .addKeyValue("job", id)
          .addKeyValue("from", from)
          .addKeyValue("to", to)
          .addKeyValue("reason", reason)
          .log("job {} {} -> {}: {}", id, from == null ? "new" : from, to, reason);
      observers.forEach(observer -> observer.moved(id, before, to));
    });
  }

  private <T> T inTransaction(Supplier<T> action) {
    return Objects.requireNonNull(transactions.execute(_ -> action.get()));
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
