package org.trainyard.app.job.lifecycle;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Does what must not be done, or said, before the transaction under way is committed. */
@Component
class AfterCommit {

  private final JobSignals signals;

  AfterCommit(JobSignals signals) {
    this.signals = signals;
  }

  /** Wakes those who wait for news of a job. */
  void signal(String job) {
    run(() -> signals.signal(job));
  }

  void run(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
