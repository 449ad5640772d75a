package org.trainyard.app.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts jobs into the queue, in the transaction of the caller. */
@Component
class JobQueue {

  private final ObjectProvider<Scheduler> scheduler;
  private final OneTimeTask<Void> task;
  private final InstantSource clock;

  JobQueue(ObjectProvider<Scheduler> scheduler, OneTimeTask<Void> task, InstantSource clock) {
    this.scheduler = scheduler;
    this.task = task;
    this.clock = clock;
  }

  void add(String id, int priority) {
    TaskInstance<Void> instance = task.instanceBuilder(id).priority(priority).build();
    scheduler.getObject().schedule(SchedulableInstance.of(instance, clock.instant()));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.getObject().triggerCheckForDueExecutions();
          }
        });
  }

  /** What the queue does with a job. */
  @Configuration(proxyBeanMethods = false)
  static class Definition {

    @Bean
    OneTimeTask<Void> trainTask(ObjectProvider<JobRunner> runner) {
      return Tasks.oneTime("train")
          .execute((instance, _) -> runner.getObject().run(instance.getId()));
    }
  }
}
