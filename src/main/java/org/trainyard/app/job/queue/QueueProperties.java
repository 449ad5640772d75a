package org.trainyard.app.job.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The queue of jobs.
 *
 * @param maxLength how many jobs may wait
 * @param memory that the trainings of this process share; absent: 60 % of the heap
 * @param overtaking how long others may overtake a job that needs more cores or memory than are
 *     free. After that it takes the cores there are, and nothing else starts until its memory is
 *     free
 */
@Validated
@ConfigurationProperties("trainyard.queue")
public record QueueProperties(
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxLength,
    @Nullable DataSize memory,
    @DefaultValue("30s") Duration overtaking) {

  private static final double SHARE_OF_HEAP = 0.6;

  public QueueProperties {
    if (memory != null && memory.toBytes() < 1) {
      throw new IllegalArgumentException("trainyard.queue.memory must be above zero");
    }
    if (overtaking.isNegative()) {
      throw new IllegalArgumentException("trainyard.queue.overtaking is below zero");
    }
  }

  /** What trainings share, in bytes. */
  public long memoryBytes() {
    return memory == null
        ? (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory())
        : memory.toBytes();
  }
}
