package org.trainyard.app.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the queue does with an entry. The entry is the right to run its job: one process holds it at
 * a time and confirms that every heartbeat; who does not is dead, and its entry is free again.
 */
@Configuration(proxyBeanMethods = false)
class TrainTask {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final ObjectProvider<JobRunner> runner;

  TrainTask(ObjectProvider<JobRunner> runner) {
    this.runner = runner;
  }

  @Bean
  CustomTask<Void> train() {
    return Tasks.custom("train", Void.class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_AFTER))
        .onDeadExecution(this::recover)
        .execute((instance, _) -> completion(runner.getObject().run(instance.getId())));
  }

  private static CompletionHandler<Void> completion(JobRunner.Outcome outcome) {
    return switch (outcome) {
      case ENDED -> new CompletionHandler.OnCompleteRemove<>();
      case HANDED_BACK -> TrainTask::free;
      case NOT_OURS -> (_, _) -> {}; // the entry belongs to the run that has the job
    };
  }

  private void recover(ExecutionComplete dead, ExecutionOperations<Void> entry) {
    runner.getObject().recover(dead.getExecution().taskInstance.getId(), () -> free(dead, entry));
  }

  /** Lets the entry be picked again, at the place in the queue that it had. */
  private static void free(ExecutionComplete complete, ExecutionOperations<Void> entry) {
    Execution execution = complete.getExecution();
    entry.reschedule(complete, execution.executionTime);
  }
}
