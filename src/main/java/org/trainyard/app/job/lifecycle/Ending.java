package org.trainyard.app.job.lifecycle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.ModelReference;

/**
 * What a job that has ended shows.
 *
 * @param failure JSON of a problem
 */
record Ending(
    @Nullable StopReason stopReason, @Nullable String failure, Optional<ModelReference> model) {

  static Ending cancelled() {
    return new Ending(StopReason.CANCELLED, null, Optional.empty());
  }

  static Ending failed(String failure) {
    return new Ending(null, failure, Optional.empty());
  }
}
