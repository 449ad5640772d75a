package org.trainyard.app.job;

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

/** Puts jobs into the queue and takes them out of it, in the transaction of the caller. */
@Component
class JobQueue {

  /** Every entry is due long since: a clock that was set back must not hide a job. */
  private static final Duration DUE_SINCE = Duration.ofDays(3650);

  private final ObjectProvider<Scheduler> scheduler;
  private final CustomTask<Void> task;
  private final JdbcClient jdbc;

  JobQueue(ObjectProvider<Scheduler> scheduler, CustomTask<Void> task, JdbcClient jdbc) {
    this.scheduler = scheduler;
    this.task = task;
    this.jdbc = jdbc;
  }

  /** Adds a job unless it is there: before the younger ones of its priority. */
  void add(Job job) {
    Instant due = job.createdAt().minus(DUE_SINCE);
    scheduler
        .getObject()
        .scheduleIfNotExists(
            SchedulableInstance.of(
                task.instanceBuilder(job.id()).priority(job.priority()).build(), due));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.getObject().triggerCheckForDueExecutions();
          }
        });
  }

  /** Removes a job that waits; one that was picked is left to the thread that has it. */
  void remove(String id) {
    jdbc.sql(
            """
            delete from scheduled_tasks
             where task_name = :task and task_instance = :id and picked = :picked
            """)
        .param("task", task.getName())
        .param("id", id)
        .param("picked", false)
        .update();
  }

  /** Makes every entry free to be picked; only where no other process can hold one. */
  void releaseAll() {
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
  void pause() {
    scheduler.ifAvailable(Scheduler::pause);
  }
}
