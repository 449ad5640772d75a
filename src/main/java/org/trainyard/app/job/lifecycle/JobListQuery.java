package org.trainyard.app.job.lifecycle;

import java.util.HashMap;
import java.util.Map;

/**
 * The SQL of a page of jobs.
 *
 * @param parameters by their names
 */
record JobListQuery(String sql, Map<String, Object> parameters) {

  JobListQuery {
    parameters = Map.copyOf(parameters);
  }

  /**
   * The jobs after one of them, in the order of the filter.
   *
   * @param key of that job in the order ({@link JobFilter.Sort#key})
   * @param id of that job; empty: from the start
   */
  static JobListQuery of(JobFilter filter, String key, String id, int limit) {
    StringBuilder sql = new StringBuilder("select * from job where 1 = 1");
    Map<String, Object> parameters = new HashMap<>();
    if (!filter.states().isEmpty()) {
      sql.append(" and state in (:states)");
      parameters.put("states", filter.states().stream().map(JobState::name).toList());
    }
    for (int i = 0; i < filter.labels().size(); i++) {
      sql.append(
          " and exists (select 1 from job_label where job_id = job.id and name = :name%1$d and value = :value%1$d)"
              .formatted(i));
      parameters.put("name" + i, filter.labels().get(i).name());
      parameters.put("value" + i, filter.labels().get(i).value());
    }
    if (!id.isEmpty()) {
      sql.append(" and ").append(filter.sort().after());
      parameters.put("key", key);
      parameters.put("id", id);
    }
    sql.append(" order by ").append(filter.sort().order()).append(" limit :limit");
    parameters.put("limit", limit);
    return new JobListQuery(sql.toString(), parameters);
  }
}
