package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The entries of jobs in the queue, changed in the transaction of the caller, who has locked the
 * job: a job that waits has an entry, and one that runs has one that is held.
 */
@Component
public class JobQueue {

  /** Every entry is due long since: a clock that was set back must not hide a job. */
  private static final Duration DUE_SINCE = Duration.ofDays(3650);

  /** More than an entry can have between two events of its job. */
  private static final long VERSIONS_PER_EVENT = 1L << 20;

  private final ObjectProvider<Scheduler> scheduler;
  private final CustomTask<Void> task;
  private final JdbcClient jdbc;

  JobQueue(ObjectProvider<Scheduler> scheduler, CustomTask<Void> task, JdbcClient jdbc) {
    this.scheduler = scheduler;
    this.task = task;
    this.jdbc = jdbc;
  }

  /**
   * Adds a job unless it is there: before the younger ones of its priority.
   *
   * @param event number of the job's event that adds it. The versions of the entry begin there, so
   *     that none comes back when a job is paused and added again: who held the entry before that,
   *     and was frozen, must not take the new one for its own
   */
  public void add(String job, int event, int priority, Instant createdAt) {
    Instant due = createdAt.minus(DUE_SINCE);
    boolean added =
        scheduler
            .getObject()
            .scheduleIfNotExists(
                SchedulableInstance.of(task.instanceBuilder(job).priority(priority).build(), due));
    if (added) {
      beginVersions(job, event * VERSIONS_PER_EVENT);
    }
    wakeAfterCommit();
  }

  private void beginVersions(String job, long version) {
    jdbc.sql(
            """
            update scheduled_tasks set version = :version
             where task_name = :task and task_instance = :job
            """)
        .param("version", version)
        .param("task", TrainTask.NAME)
        .param("job", job)
        .update();
  }

  /** Whether someone holds the entry of a job, in that version. */
  public boolean holds(String job, long version) {
    return jdbc.sql(
                """
                select count(*) from scheduled_tasks
                 where task_name = :task and task_instance = :job and version = :version
                   and picked = :picked
                """)
            .param("task", TrainTask.NAME)
            .param("job", job)
            .param("version", version)
            .param("picked", true)
            .query(Long.class)
            .single()
        == 1;
  }

  /** Takes the entry from its holder, so that it can be picked again, at its place. */
  public void release(String job) {
    jdbc.sql(
            """
            update scheduled_tasks
               set picked = :picked, picked_by = null, last_heartbeat = null, version = version + 1
             where task_name = :task and task_instance = :job
            """)
        .param("picked", false)
        .param("task", TrainTask.NAME)
        .param("job", job)
        .update();
    wakeAfterCommit();
  }

  /** Removes the entry of a job, whoever holds it. */
  public void remove(String job) {
    jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance = :job")
        .param("task", TrainTask.NAME)
        .param("job", job)
        .update();
  }

  /** Removes the entry of a job unless someone holds it. */
  public void removeWaiting(String job) {
    jdbc.sql(
            """
            delete from scheduled_tasks
             where task_name = :task and task_instance = :job and picked = :picked
            """)
        .param("task", TrainTask.NAME)
        .param("job", job)
        .param("picked", false)
        .update();
  }

  /** Takes all entries from their holders; only where no other process can hold one. */
  public void releaseAll() {
    jdbc.sql(
            """
            update scheduled_tasks
               set picked = :picked, picked_by = null, last_heartbeat = null, version = version + 1
             where picked = :wasPicked
            """)
        .param("picked", false)
        .param("wasPicked", true)
        .update();
  }

  /** Picks nothing more, because the process ends. */
  public void pause() {
    scheduler.ifAvailable(Scheduler::pause);
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
          }
        });
  }
}
