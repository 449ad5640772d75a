package org.trainyard.app.job.training;

import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.job.specification.ResolvedSpecification;
import tools.jackson.databind.node.ObjectNode;

/**
 * A specification as it was sent, with ids in place of names and a number in place of the newest
 * version, so that it says the same for ever.
 */
final class PinnedSpecification {

  private PinnedSpecification() {}

  static ObjectNode of(ObjectNode sent, ResolvedSpecification resolved) {
    ObjectNode pinned = sent.deepCopy();
    pinned.put("dataset", resolved.dataset());
    if (pinned.get("split") instanceof ObjectNode split) {
      pin(split, "validationDataset", resolved.split().validationDataset());
      pin(split, "testDataset", resolved.split().testDataset());
    }
    InitialWeights start = resolved.initialWeights();
    if (start != null
        && start.version() != null
        && pinned.get("initialWeights") instanceof ObjectNode weights) {
      weights.put("version", start.version());
    }
    return pinned;
  }

  private static void pin(ObjectNode split, String member, @Nullable String id) {
    if (id != null) {
      split.put(member, id);
    }
  }
}
