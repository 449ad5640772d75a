package org.trainyard.app.job.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The log of events in memory; one thread uses it. */
final class MemoryEvents extends JobEvents {

  private List<JobEvent> events = new ArrayList<>();
  private int before;

  MemoryEvents() {
    super(
        JdbcClient.create(new DriverManagerDataSource()),
        new JdbcTemplate(new DriverManagerDataSource(), true));
  }

  /** Keeps what there is, for {@link #rollBack}. */
  void begin() {
    before = events.size();
  }

  void rollBack() {
    events = new ArrayList<>(events.subList(0, before));
  }

  @Override
  public List<String> data(String job, EventType type) {
    return events.stream()
        .filter(event -> event.job().equals(job) && event.type() == type)
        .map(JobEvent::data)
        .toList();
  }

  @Override
  void add(JobEvent event) {
    events.add(event);
  }

  @Override
  void removeEpochsFrom(String job, int epoch) {
    // the runs of the model have no epochs
  }
}
