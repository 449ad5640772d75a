package org.trainyard.app.model;

import java.time.Instant;

/**
 * A model in a list.
 *
 * @param createdAt of the newest version, as {@code job}
 */
public record ModelSummary(String name, int latestVersion, Instant createdAt, String job) {

  static ModelSummary of(ModelVersion version) {
    return new ModelSummary(
        version.name(), version.version(), version.createdAt(), version.jobId());
  }
}
