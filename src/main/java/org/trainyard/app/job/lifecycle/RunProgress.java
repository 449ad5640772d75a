package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a run writes while it runs; nothing once the job is no longer its own. */
@Component
public class RunProgress {

  private final JobRepository jobs;
  private final JobEvents events;
  private final AfterCommit afterCommit;
  private final TransactionTemplate transactions;

  RunProgress(
      JobRepository jobs,
      JobEvents events,
      AfterCommit afterCommit,
      TransactionTemplate transactions) {
    this.jobs = jobs;
    this.events = events;
    this.afterCommit = afterCommit;
    this.transactions = transactions;
  }

  /**
   * Adds what was found and epochs of the learning curve, all of it or nothing.
   *
   * @param findings JSON objects, perhaps none
   * @param epochs perhaps none, in their order
   * @param best JSON of the best epoch so far
   * @param elapsed training time so far
   * @return false if the job is not the run's any more
   */
  public boolean add(
      RunId run, List<String> findings, List<EpochEntry> epochs, String best, Duration elapsed) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          boolean own = findings.stream().allMatch(finding -> addFinding(run, finding));
          return own && (epochs.isEmpty() || addEpochs(run, epochs, best, elapsed));
        }));
  }

  private boolean addEpochs(RunId run, List<EpochEntry> epochs, String best, Duration elapsed) {
    Optional<Integer> before =
        jobs.advance(run, epochs.size(), epochs.getLast().data(), best, elapsed);
    before.ifPresent(last -> {
      events.addEpochs(run.job(), last + 1, epochs);
      afterCommit.signal(run.job());
    });
    return before.isPresent();
  }

  /**
   * Notes that the run got further than any before it, so that the deaths of those are forgotten.
   *
   * @return false if the job is not the run's any more
   */
  public boolean gotFurther(RunId run, Duration elapsed) {
    return jobs.survive(run, elapsed);
  }

  /**
   * Adds something that is worth knowing.
   *
   * @param finding a JSON object
   * @return false if the job is not the run's any more
   */
  public boolean addFinding(RunId run, String finding) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          Optional<Job> job = jobs.lock(run.job()).filter(found -> isOwn(found, run));
          job.ifPresent(found -> {
            int number = jobs.nextEvent(found.id());
            events.add(new JobEvent(found.id(), number, EventType.FINDING, finding));
            afterCommit.signal(found.id());
          });
          return job.isPresent();
        }));
  }

  private static boolean isOwn(Job job, RunId run) {
    return job.state() == JobState.RUNNING && job.fence() == run.fence();
  }
}
