package org.trainyard.app.job;

import org.springframework.stereotype.Service;
import org.trainyard.app.job.estimate.Estimator;
import org.trainyard.app.job.resolution.SpecificationResolver;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.StrictJson;

/** Looks at a specification as a submission would, and stores nothing. */
@Service
class JobReview {

  private final SpecificationResolver resolver;
  private final QueueRoom room;
  private final Estimator estimator;
  private final StrictJson strictJson;

  JobReview(
      SpecificationResolver resolver, QueueRoom room, Estimator estimator, StrictJson strictJson) {
    this.resolver = resolver;
    this.room = room;
    this.estimator = estimator;
    this.strictJson = strictJson;
  }

  /** What is wrong, what is seldom wanted, and what it would be and cost. */
  Validation of(byte[] body) {
    try {
      SpecificationResolver.Checked checked =
          resolver.check(strictJson.readPart(body, JobSpecification.class));
      room.requireMemory(checked.resolved());
      return Validation.of(checked, estimator.of(checked.resolved()));
    } catch (ProblemException e) {
      return Validation.of(e.problems());
    }
  }
}
