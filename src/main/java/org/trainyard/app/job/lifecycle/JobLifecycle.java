package org.trainyard.app.job.lifecycle;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.queue.JobQueue;
import org.trainyard.app.model.ModelReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one class that moves jobs from state to state. Each call is a transaction (or joins the
 * caller's): it locks the job and lets {@link JobMoves} write what follows by {@link JobRules}.
 */
@Component
public class JobLifecycle {

  /** Deaths of its process without progress in between, after which a job is given up. */
  public static final int MAX_CRASHES = 3;

  static final int FIRST_EVENT = 1;

  private final JobRepository jobs;
  private final JobEvents events;
  private final JobQueue queue;
  private final JobMoves moves;
  private final TransactionTemplate transactions;
  private final JsonMapper json;

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
    this.moves = new JobMoves(jobs, events, queue, observers, afterCommit, json, clock);
    this.transactions = transactions;
    this.json = json;
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
      moves.submitted(job.id());
    });
  }

  public Answer cancel(String id) {
    return ask(id, Happening.CANCEL, StopReason.CANCELLED.words());
  }

  public Answer pause(String id) {
    return ask(id, Happening.PAUSE, JobMoves.PAUSED);
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
      return moves.apply(job.get(), request, reason, null).isPresent()
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
      events.removeEpochsFrom(id, from.epoch());
      moves.begin(waiting.get(), from);
      return jobs.find(id);
    });
  }

  /** A run that could not write its end left the job RUNNING, and the entry to who claims it. */
  private Optional<Job> withoutRun(Job job) {
    if (job.state() != JobState.RUNNING) {
      return Optional.of(job);
    }
    moves.apply(job, Happening.ABANDONED, "its run could not write how it ended", null);
    return jobs.find(job.id());
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
    return completed(run, reason, () -> Optional.of(register.get()));
  }

  /**
   * Ends a run that trained to the end and registers nothing.
   *
   * @param result writes what the run found; called if the job succeeds, in the transaction
   * @return the state of the job then; empty if it is not the run's any more
   */
  public Optional<JobState> completeWithoutModel(RunId run, StopReason reason, Runnable result) {
    return completed(
        run,
        reason,
        () -> {
          result.run();
          return Optional.empty();
        });
  }

  private Optional<JobState> completed(
      RunId run, StopReason reason, Supplier<Optional<ModelReference>> register) {
    return inTransaction(() ->
        owned(run)
            .flatMap(job -> {
              Standing next = JobRules.after(job.standing(), Happening.COMPLETED).orElseThrow();
              Ending ending =
                  next.state() == JobState.SUCCEEDED
                      ? new Ending(reason, null, register.get())
                      : Ending.cancelled();
              return moves.apply(job, Happening.COMPLETED, reason.words(), ending);
            }));
  }

  /** Ends a run that cannot go on; empty if the job is not the run's any more. */
  public Optional<JobState> fail(RunId run, JobFailure failure) {
    return inTransaction(() ->
        owned(run)
            .flatMap(
                job -> moves.apply(job, Happening.FAILED, failure.type().slug(), ending(failure))));
  }

  /**
   * Ends a run that stopped: the job is cancelled or paused if that was asked for, or waits again.
   *
   * @param reason why it waits again
   * @return the state of the job then; empty if it is not the run's any more
   */
  public Optional<JobState> stop(RunId run, String reason) {
    return inTransaction(
        () -> owned(run).flatMap(job -> moves.apply(job, Happening.STOPPED, reason, null)));
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
      return moves.apply(job, Happening.DIED, "its process died", null);
    }
    JobFailure failure =
        JobFailure.of(
                FailureType.WORKER_CRASHED_REPEATEDLY,
                "The process died %d times while it ran this job, which got no further in between."
                    .formatted(crashes),
                "Look for the cause in the log of the service or of the system (memory?), then submit the job again, smaller if need be.")
            .with("crashes", crashes);
    return moves.apply(job, Happening.DIED_TOO_OFTEN, failure.type().slug(), ending(failure));
  }

  private Optional<Job> owned(RunId run) {
    return jobs.lock(run.job())
        .filter(job -> job.state() == JobState.RUNNING && job.fence() == run.fence());
  }

  private Ending ending(JobFailure failure) {
    return Ending.failed(json.writeValueAsString(failure.document()));
  }

  private <T> T inTransaction(Supplier<T> action) {
    return Objects.requireNonNull(transactions.execute(_ -> action.get()));
  }
}
