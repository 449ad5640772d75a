package org.trainyard.app.job.lookup;

import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Jobs by the ids that clients send. */
@Component
public class JobLookup {

  /** With which the id of every job begins. */
  public static final String PREFIX = "job_";

  private final JobRepository jobs;

  JobLookup(JobRepository jobs) {
    this.jobs = jobs;
  }

  /**
   * The job with that id.
   *
   * @throws ProblemException {@code bad-id} if it is none, {@code not-found} if there is no such
   *     job
   */
  public Job get(String id) {
    return jobs.find(checked(id)).orElseThrow(() -> unknown(id));
  }

  /**
   * Returns the id if it has the form of one.
   *
   * @throws ProblemException {@code bad-id} otherwise
   */
  public static String checked(String id) {
    return Ids.checked(PREFIX, id);
  }

  /** There is no such job. */
  public static ProblemException unknown(String id) {
    return Problem.of(
            ProblemType.NOT_FOUND,
            "There is no job '%s'; GET /api/v1/jobs lists those there are.".formatted(id))
        .toException();
  }
}
