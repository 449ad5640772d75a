package org.trainyard.app.job;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.FailureType;
import org.trainyard.app.web.ExplainedProblem;

/** The failures of jobs are problems with a page, as those of requests are. */
@Component
class JobFailurePages implements ExplainedProblem.Source {

  private static final String PLACE =
      "It stands in the member 'failure' of a job that ended as FAILED, with what happened in"
          + " 'detail' and what to do in 'hint'.";

  @Override
  public List<ExplainedProblem> problems() {
    return Arrays.stream(FailureType.values())
        .map(type -> new ExplainedProblem(type.slug(), type.title(), PLACE))
        .toList();
  }
}
