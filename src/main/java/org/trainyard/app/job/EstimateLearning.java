package org.trainyard.app.job;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.estimate.Estimator;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobMove;
import org.trainyard.app.job.lifecycle.JobObserver;
import org.trainyard.app.job.lifecycle.StopReason;
import org.trainyard.app.job.specification.ResolvedSpecification;
import tools.jackson.databind.json.JsonMapper;

/** Tells the estimator what trainings took that did all they had to do. Safe for all threads. */
@Component
class EstimateLearning implements JobObserver {

  private static final double LEAST_SECONDS = 1; // what is shorter is not worth the reading

  private final Estimator estimator;
  private final JsonMapper json;

  EstimateLearning(Estimator estimator, JsonMapper json) {
    this.estimator = estimator;
    this.json = json;
  }

  @Override
  public void moved(JobMove move) {
    @Nullable Job before = move.before();
    if (before != null && move.stopReason() == StopReason.COMPLETED) {
      double seconds = before.elapsed().toMillis() / 1e3;
      if (seconds >= LEAST_SECONDS) {
        estimator.learn(json.readValue(before.resolved(), ResolvedSpecification.class), seconds);
      }
    }
  }
}
