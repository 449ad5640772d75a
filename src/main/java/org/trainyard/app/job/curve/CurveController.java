package org.trainyard.app.job.curve;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.job.CurveApi;
import org.trainyard.app.job.lifecycle.EventType;
import org.trainyard.app.job.lifecycle.JobEvents;
import org.trainyard.app.job.lookup.JobLookup;
import org.trainyard.app.job.run.EpochMetrics;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Jobs")
class CurveController implements CurveApi {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

  private final JobLookup jobs;
  private final JobEvents events;
  private final JsonMapper json;

  CurveController(JobLookup jobs, JobEvents events, JsonMapper json) {
    this.jobs = jobs;
    this.events = events;
    this.json = json;
  }

  @Override
  @Operation(
      summary = "The learning curve",
      description =
          "All epochs so far, or at most maxPoints of them: the first and the last, those with the"
              + " lowest and highest losses, and others evenly between. In CSV a figure that the task"
              + " does not have is an empty field.")
  public LearningCurve getLearningCurve(
      String id,
      @Parameter(description = "At least 2; from 6 on all the lowest and highest losses have room")
          @Nullable String maxPoints) {
    int points = points(maxPoints);
    String job = jobs.get(id).id();
    List<EpochMetrics> epochs =
        events.data(job, EventType.EPOCH).stream()
            .map(epoch -> json.readValue(epoch, EpochMetrics.class))
            .toList();
    return new LearningCurve(CurveThinning.thin(epochs, points));
  }

  private static int points(@Nullable String maxPoints) {
    if (maxPoints == null) {
      return Integer.MAX_VALUE;
    }
    int points = WHOLE_NUMBER.matcher(maxPoints).matches() ? Integer.parseInt(maxPoints) : 0;
    if (points < CurveThinning.MIN_POINTS) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The parameter 'maxPoints' must be a whole number from %d to 999999999, got '%s'; without it all epochs are shown."
                  .formatted(CurveThinning.MIN_POINTS, Echo.of(maxPoints)))
          .with("parameter", "maxPoints")
          .toException();
    }
    return points;
  }
}
