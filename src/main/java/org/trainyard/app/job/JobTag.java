package org.trainyard.app.job;

import java.util.List;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ETag of a job's answer. It changes with what happens to the job; what changes with the clock
 * alone is left out, or nobody who waits would ever hear that there is nothing new. So the tag of a
 * job that has not ended is weak: it says that answers mean the same, not that their bytes are
 * equal.
 */
@Component
final class JobTag {

  private static final int LENGTH = 32;

  private final JsonMapper json;

  JobTag(JsonMapper json) {
    this.json = json;
  }

  /** The value of the header, with its quotes. */
  String of(JobResponse shown) {
    return shown.done()
        ? "\"%s\"".formatted(hash(shown))
        : "W/\"%s\"".formatted(hash(withoutTime(shown)));
  }

  private ObjectNode withoutTime(JobResponse shown) {
    ObjectNode job = json.valueToTree(shown);
    job.remove("estimatedStartAt");
    job.withObject("progress").remove(List.of("elapsedSeconds", "etaSeconds"));
    return job;
  }

  private String hash(Object shown) {
    return Sha256.hex(json.writeValueAsBytes(shown)).substring(0, LENGTH);
  }
}
