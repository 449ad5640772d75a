package org.trainyard.app.job.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs run.
 *
 * @param checkpointInterval between two checkpoints of a run at least; they are made when an epoch
 *     has ended. Zero: after every epoch
 * @param storagePatience how long a run waits for space on the disk before it fails
 * @param maxDuration of a training, whatever its specification says; it fails then
 */
@ConfigurationProperties("trainyard.jobs")
public record JobProperties(
    @DefaultValue("30s") Duration checkpointInterval,
    @DefaultValue("1m") Duration storagePatience,
    @DefaultValue("24h") Duration maxDuration) {

  public JobProperties {
    if (checkpointInterval.isNegative()) {
      throw new IllegalArgumentException("trainyard.jobs.checkpoint-interval is below zero");
    }
    if (storagePatience.isNegative()) {
      throw new IllegalArgumentException("trainyard.jobs.storage-patience is below zero");
    }
    if (!maxDuration.isPositive()) {
      throw new IllegalArgumentException("trainyard.jobs.max-duration must be above zero");
    }
  }
}
