package org.trainyard.app.job;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.estimate.Estimator;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.queue.Admission;
import org.trainyard.app.job.queue.JobNeeds;
import org.trainyard.app.job.queue.Needs;
import org.trainyard.app.job.queue.QueueProperties;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TrainingNeeds;
import org.trainyard.app.web.LimitSource;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Whether there is room for a job: in the queue now, and in the memory some time. */
@Component
class QueueRoom implements LimitSource {

  private final JobRepository jobs;
  private final JobNeeds needs;
  private final Estimator estimator;
  private final Admission admission;
  private final QueueProperties properties;

  QueueRoom(
      JobRepository jobs,
      JobNeeds needs,
      Estimator estimator,
      Admission admission,
      QueueProperties properties) {
    this.jobs = jobs;
    this.needs = needs;
    this.estimator = estimator;
    this.admission = admission;
    this.properties = properties;
  }

  /**
   * Passes if another job may wait; in the transaction that adds it. Submissions to several
   * services at the same moment may exceed the limit by a few.
   *
   * @throws ProblemException {@code queue-full}
   */
  void requireOne() {
    long waiting = jobs.count(JobState.QUEUED, properties.maxLength());
    if (waiting >= properties.maxLength()) {
      throw Problem.of(
              ProblemType.QUEUE_FULL,
              "%,d jobs wait, which is the limit (trainyard.queue.max-length); try again when some have run, or cancel some."
                  .formatted(waiting))
          .limit(properties.maxLength(), waiting)
          .toException();
    }
  }

  /**
   * Passes if the training would fit into the memory that this service has for trainings, alone.
   *
   * @throws ProblemException {@code out-of-memory-budget} with the figures
   */
  void requireMemory(ResolvedSpecification specification) {
    TrainingNeeds wanted = TrainingNeeds.of(specification);
    long limit = admission.memoryBytes();
    if (wanted.bytes() > limit) {
      throw new MemoryProblem(specification, wanted, limit).toException();
    }
  }

  /** Notes what a job needs, in the transaction that adds it. */
  void take(String job, ResolvedSpecification specification) {
    needs.add(job, needs(specification));
  }

  Needs needs(ResolvedSpecification specification) {
    TrainingNeeds wanted = TrainingNeeds.of(specification);
    double seconds = estimator.secondsAtOnce(specification);
    return new Needs(wanted.bytes(), wanted.engine().threads(), seconds);
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of("maxQueuedJobs", properties.maxLength());
  }
}
