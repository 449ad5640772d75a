package org.trainyard.app.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.task.Task;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.lifecycle.NewJob;
import org.trainyard.app.job.queue.QueueProperties;
import org.trainyard.app.job.queue.QueuedWork;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.json.JsonMapper;

/** The life cycle and the queue of jobs on a database, with nothing that runs them. */
public final class JobsContext implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final JdbcClient jdbc;

  /**
   * Builds the beans.
   *
   * @param source of a migrated database
   */
  public JobsContext(HikariDataSource source, Database kind, InstantSource clock) {
    context.registerBean(HikariDataSource.class, () -> source);
    context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
    context.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(new DataSourceTransactionManager(source)));
    context.registerBean(JsonMapper.class, JsonMapper::shared);
    context.registerBean(InstantSource.class, () -> clock);
    context.registerBean(Database.class, () -> kind);
    context.registerBean(DbSchedulerProperties.class, DbSchedulerProperties::new);
    context.registerBean(
        QueueProperties.class, () -> new QueueProperties(1000, null, Duration.ofSeconds(30)));
    context.registerBean(
        Scheduler.class,
        () ->
            Scheduler.create(
                    new TransactionAwareDataSourceProxy(source), context.getBean(Task.class))
                .enablePriority()
                .build());
    context.scan("org.trainyard.app.job.lifecycle", "org.trainyard.app.job.queue");
    context.refresh();
    this.jdbc = context.getBean(JdbcClient.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A job that nothing is known of but its id. */
  public static NewJob job(String id, int priority, Instant createdAt) {
    return new NewJob(id, "a job", priority, "{}", "{}", 0, List.of("ds_1"), Map.of(), createdAt);
  }

  /** Picks the entry that is next, as the queue does. */
  public Optional<QueuedWork.Entry> pick() {
    Optional<String> next =
        jdbc.sql(
                """
                select task_instance from scheduled_tasks where picked = :picked
                 order by priority desc, execution_time, task_instance limit 1
                """)
            .param("picked", false)
            .query(String.class)
            .optional();
    return next.map(job -> {
      jdbc.sql(
              """
              update scheduled_tasks set picked = :picked, picked_by = 'here',
                                         version = version + 1
               where task_instance = :job
              """)
          .param("picked", true)
          .param("job", job)
          .update();
      return new QueuedWork.Entry(job, version(job).orElseThrow());
    });
  }

  /** The version of a job's entry; empty if it has none. */
  public Optional<Long> version(String job) {
    return jdbc.sql("select version from scheduled_tasks where task_instance = :job")
        .param("job", job)
        .query(Long.class)
        .optional();
  }

  @Override
  public void close() {
    context.close();
  }
}
