package org.trainyard.app.job;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetUse;
import org.trainyard.app.job.lifecycle.EventType;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobEvents;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.job.lifecycle.JobLifecycle.Answer;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobSignals;
import org.trainyard.app.job.lookup.JobLookup;
import org.trainyard.app.job.run.RunningJobs;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/** What a client can do with jobs. */
@Service
class JobService implements DatasetUse {

  /** Another process may move a job too, and does not say so here. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final JobLookup lookup;
  private final JobLifecycle lifecycle;
  private final JobRepository jobs;
  private final JobEvents events;
  private final JobSignals signals;
  private final RunningJobs running;
  private final TransactionTemplate transactions;
  private final JsonMapper json;

  JobService(
      JobLookup lookup,
      JobLifecycle lifecycle,
      JobRepository jobs,
      JobEvents events,
      JobSignals signals,
      RunningJobs running,
      TransactionTemplate transactions,
      JsonMapper json) {
    this.lookup = lookup;
    this.lifecycle = lifecycle;
    this.jobs = jobs;
    this.events = events;
    this.signals = signals;
    this.running = running;
    this.transactions = transactions;
    this.json = json;
  }

  /** The layers of every epoch, and what was found. */
  Diagnostics diagnostics(String id) {
    String job = get(id).id();
    return Diagnostics.of(
        events.epochsBefore(job, Integer.MAX_VALUE), events.data(job, EventType.FINDING), json);
  }

  Job get(String id) {
    return lookup.get(id);
  }

  /** The job once its state has changed, or when the time is over, or the thread is to end. */
  Job await(String id, Duration time) {
    Job before = get(id);
    long deadline = System.nanoTime() + time.toNanos();
    try (JobSignals.Subscription news = signals.subscribe(List.of(id))) {
      Job now = get(id);
      long left = time.toNanos();
      while (now.state() == before.state()
          && !now.state().isEnd()
          && left > 0
          && !signals.isClosed()) {
        news.await(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
        now = get(id);
        left = deadline - System.nanoTime();
      }
      return now;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return before;
    }
  }

  /** One job more than the page holds, if there are so many. */
  List<Job> list(JobListing listing) {
    return jobs.list(listing.filter(), listing.key(), listing.id(), listing.limit() + 1);
  }

  /** Cancels: at once while the job waits, within one minibatch while it runs. */
  Job cancel(String id) {
    return granted(id, lifecycle.cancel(JobLookup.checked(id)));
  }

  /** Pauses: at once while the job waits, within one minibatch while it runs. */
  Job pause(String id) {
    return granted(id, lifecycle.pause(JobLookup.checked(id)));
  }

  /** Puts a paused job back into the queue, or withdraws a pause that has not happened yet. */
  Job resume(String id) {
    return granted(id, lifecycle.resume(JobLookup.checked(id)));
  }

  private Job granted(String id, Answer answer) {
    switch (answer) {
      case Answer.Granted _ -> {}
      case Answer.Refused refused -> throw refusal(refused);
      case Answer.Unknown _ -> throw JobLookup.unknown(id);
    }
    Job job = get(id);
    if (job.stopRequested() != null) {
      running.find(id).ifPresent(RunningJobs.Run::requestStop);
    }
    return job;
  }

  private static ProblemException refusal(Answer.Refused refused) {
    Problem problem =
        refused.state().isEnd()
            ? Problem.of(
                ProblemType.JOB_ALREADY_TERMINAL,
                "The job has ended as %s; nothing can happen to it any more."
                    .formatted(refused.state()))
            : Problem.of(
                ProblemType.JOB_STATE_CONFLICT,
                "The job is being cancelled; that cannot be taken back.");
    return problem.with("state", refused.state()).toException();
  }

  void delete(String id) {
    Job job = get(id);
    if (!job.state().isEnd()) {
      throw Problem.of(
              ProblemType.JOB_NOT_FINISHED,
              "The job is %s; cancel it first, then delete it.".formatted(job.state()))
          .with("state", job.state())
          .toException();
    }
    transactions.executeWithoutResult(_ -> jobs.delete(id));
  }

  @Override
  public List<String> jobsUsing(String datasetId) {
    return jobs.unfinishedUsing(datasetId);
  }
}
