package org.trainyard.app.job.checkpoint;

/**
 * A checkpoint that the database refers to.
 *
 * @param fence of the run that wrote it
 * @param number counts the checkpoints of that run
 * @param epoch that was being done, 1-based
 * @param steps of that epoch that were done
 */
public record CheckpointEntry(String job, long fence, int number, int epoch, int steps) {

  String fileName() {
    return "%s-%d-%d.ckpt".formatted(job, fence, number);
  }
}
