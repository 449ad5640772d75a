package org.trainyard.app.job.lifecycle;

import static org.trainyard.app.job.lifecycle.JobState.CANCELLED;
import static org.trainyard.app.job.lifecycle.JobState.FAILED;
import static org.trainyard.app.job.lifecycle.JobState.PAUSED;
import static org.trainyard.app.job.lifecycle.JobState.QUEUED;
import static org.trainyard.app.job.lifecycle.JobState.RUNNING;
import static org.trainyard.app.job.lifecycle.JobState.SUCCEEDED;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine: where a job stands after something has happened to it. There is no other move.
 *
 * <p>What a client asks for and has already is granted again, so that asking twice is no mistake. A
 * cancel that was acknowledged always wins, also over a run that ends in the same moment.
 */
final class JobRules {

  private JobRules() {}

  /** Where the job stands then; empty if this cannot happen to it. */
  static Optional<Standing> after(Standing now, Happening happening) {
    return switch (now.state()) {
      case QUEUED ->
          switch (happening) {
            case CLAIMED -> to(RUNNING);
            case PAUSE -> to(PAUSED);
            case CANCEL -> to(CANCELLED);
            case RESUME -> Optional.of(now);
            case COMPLETED, FAILED, STOPPED, ABANDONED, DIED, DIED_TOO_OFTEN -> Optional.empty();
          };
      case RUNNING ->
          switch (happening) {
            case COMPLETED -> to(unlessCancelled(SUCCEEDED, now.stop()));
            case FAILED, DIED_TOO_OFTEN -> to(unlessCancelled(FAILED, now.stop()));
            case STOPPED, ABANDONED, DIED -> to(afterStop(now.stop()));
            case CANCEL -> Optional.of(Standing.runningUntil(StopRequest.CANCEL));
            case PAUSE -> unlessCancelled(Standing.runningUntil(StopRequest.PAUSE), now.stop());
            case RESUME -> unlessCancelled(Standing.at(RUNNING), now.stop());
            case CLAIMED -> Optional.empty();
          };
      case PAUSED ->
          switch (happening) {
            case RESUME -> to(QUEUED);
            case CANCEL -> to(CANCELLED);
            case PAUSE -> Optional.of(now);
            case CLAIMED, COMPLETED, FAILED, STOPPED, ABANDONED, DIED, DIED_TOO_OFTEN ->
                Optional.empty();
          };
      case CANCELLED -> happening == Happening.CANCEL ? Optional.of(now) : Optional.empty();
      case SUCCEEDED, FAILED -> Optional.empty();
    };
  }

  private static Optional<Standing> to(JobState state) {
    return Optional.of(Standing.at(state));
  }

  private static JobState unlessCancelled(JobState state, @Nullable StopRequest stop) {
    return stop == StopRequest.CANCEL ? CANCELLED : state;
  }

  private static Optional<Standing> unlessCancelled(Standing next, @Nullable StopRequest stop) {
    return stop == StopRequest.CANCEL ? Optional.empty() : Optional.of(next);
  }

  private static JobState afterStop(@Nullable StopRequest stop) {
    return switch (stop) {
      case CANCEL -> CANCELLED;
      case PAUSE -> PAUSED;
      case null -> QUEUED;
    };
  }
}
