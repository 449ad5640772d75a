package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the library does with an entry. The entry is the right to run its job: one process holds it
 * at a time and confirms that every heartbeat; who does not is dead, and its entry is free again.
 *
 * <p>An entry goes, or is free again, in the transaction that moves its job, so there is nothing
 * left to do when a run has ended.
 */
@Configuration(proxyBeanMethods = false)
class TrainTask {

  static final String NAME = "train";

  private final ObjectProvider<QueuedWork> work;

  TrainTask(ObjectProvider<QueuedWork> work) {
    this.work = work;
  }

  @Bean
  CustomTask<Void> train() {
    return Tasks.custom(NAME, Void.class)
        .onFailure(TrainTask::free)
        .onDeadExecution((_, _) -> {}) // by a clock: SilentHolders tells it without one
        .execute((_, context) -> {
          work.getObject().run(entry(context.getExecution()));
          return (_, _) -> {};
        });
  }

  private static QueuedWork.Entry entry(Execution execution) {
    return new QueuedWork.Entry(execution.taskInstance.getId(), execution.version);
  }

  /** A run that the database did not let end: the entry can be picked again, at its place. */
  private static void free(ExecutionComplete complete, ExecutionOperations<Void> entry) {
    Execution execution = complete.getExecution();
    entry.reschedule(complete, execution.executionTime);
  }
}
