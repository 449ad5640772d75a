package org.trainyard.app.job.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A job that is submitted.
 *
 * @param specification JSON, as it was sent
 * @param resolved JSON with every default filled in
 * @param workSeconds that it will take on one core, about; 0: nobody knows
 * @param datasets ids of those that the job needs until it has ended
 */
public record NewJob(
    String id,
    String name,
    int priority,
    String specification,
    String resolved,
    double workSeconds,
    List<String> datasets,
    Map<String, String> labels,
    Instant createdAt) {

  public NewJob {
    datasets = List.copyOf(datasets);
    labels = Map.copyOf(labels);
  }
}
