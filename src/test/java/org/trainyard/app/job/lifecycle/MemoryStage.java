package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.queue.MemoryQueue;
import org.trainyard.app.job.queue.QueuedWork;
import tools.jackson.databind.json.JsonMapper;

/** The real life cycle on a store in memory, with a mistake in it on demand. */
final class MemoryStage implements Stage {

  /** Mistakes that a store can make, so that the model proves that it finds them. */
  enum PlantedBug {
    NONE,
    /** A run that was given up for dead can write under the fence of the next one. */
    FENCE_STAYS,
    /** Whoever has ever held an entry holds it still. */
    EVERYBODY_HOLDS,
    /** A job goes back to the queue, and its entry does not. */
    ENTRY_IS_LOST,
    /** An entry that comes back begins to count its versions anew. */
    VERSIONS_COME_BACK,
    /** An acknowledged cancel is not written. */
    STOP_IS_LOST,
    /** A transaction that failed leaves half of its writes behind. */
    NO_ROLLBACK
  }

  private final PlantedBug bug;
  private final MemoryQueue queue;
  private final MemoryJobs jobs;
  private final MemoryEvents events = new MemoryEvents();
  private final TransactionTemplate transactions = new TransactionTemplate(new Transactions());
  private final JobLifecycle lifecycle;
  private final RunProgress progress;
  private int writesLeft = Integer.MAX_VALUE;

  MemoryStage(PlantedBug bug, InstantSource clock) {
    this.bug = bug;
    this.queue = new Queue();
    this.jobs = new Jobs();
    AfterCommit afterCommit = new AfterCommit(new JobSignals());
    this.lifecycle =
        new JobLifecycle(
            jobs, events, queue, List.of(), afterCommit, transactions, JsonMapper.shared(), clock);
    this.progress = new RunProgress(jobs, events, afterCommit, transactions);
  }

  @Override
  public JobLifecycle lifecycle() {
    return lifecycle;
  }

  @Override
  public boolean gotFurther(RunId run) {
    return Objects.requireNonNull(
        transactions.execute(_ -> progress.gotFurther(run, Duration.ZERO)));
  }

  @Override
  public Optional<Job> find(String id) {
    return jobs.find(id);
  }

  @Override
  public Optional<QueuedWork.Entry> pick() {
    return queue.pick();
  }

  @Override
  public Optional<Long> version(String id) {
    return queue.version(id);
  }

  @Override
  public void free(String id) {
    writesLeft = Integer.MAX_VALUE;
    queue.release(id);
  }

  @Override
  public void restart() {
    transactions.executeWithoutResult(_ -> {
      queue.releaseAll();
      jobs.inState(JobState.RUNNING).forEach(job -> lifecycle.earlierProcessDied(job.id()));
      jobs.inState(JobState.QUEUED)
          .forEach(job -> queue.add(job.id(), job.lastEvent(), job.priority(), job.createdAt()));
    });
  }

  @Override
  public List<String> moves(String id) {
    return events.data(id, EventType.STATE);
  }

  @Override
  public boolean breakAt(int write) {
    writesLeft = write;
    return true;
  }

  private void countWrite() {
    if (writesLeft-- == 0) {
      throw new DataAccessResourceFailureException("the store is away");
    }
  }

  private final class Queue extends MemoryQueue {

    @Override
    public void add(String job, int event, int priority, Instant createdAt) {
      countWrite();
      super.add(job, bug == PlantedBug.VERSIONS_COME_BACK ? 1 : event, priority, createdAt);
    }

    @Override
    public boolean holds(String job, long version) {
      return bug == PlantedBug.EVERYBODY_HOLDS
          ? version(job).isPresent()
          : super.holds(job, version);
    }

    @Override
    public void release(String job) {
      countWrite();
      if (bug == PlantedBug.ENTRY_IS_LOST) {
        remove(job);
      } else {
        super.release(job);
      }
    }
  }

  private final class Jobs extends MemoryJobs {

    @Override
    void write(String id, Job job) {
      countWrite();
      super.write(id, job);
      countWrite();
    }

    @Override
    long nextFence(long fence) {
      return bug == PlantedBug.FENCE_STAYS ? Math.max(1, fence) : super.nextFence(fence);
    }

    @Override
    void setStop(Job job, @Nullable StopRequest stop) {
      if (bug != PlantedBug.STOP_IS_LOST) {
        super.setStop(job, stop);
      }
    }
  }

  private final class Transactions extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;
    private boolean open;

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
      return open;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      open = true;
      jobs.begin();
      events.begin();
      queue.begin();
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      if (bug != PlantedBug.NO_ROLLBACK) {
        jobs.rollBack();
        events.rollBack();
        queue.rollBack();
      }
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {}

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
      open = false;
      writesLeft = Integer.MAX_VALUE;
    }
  }
}
