package org.trainyard.app.job;

import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before the queue starts: puts back what an earlier process left running. With the embedded
 * database the lock on the data directory proves that no other process runs it.
 */
@Component
class Recovery implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final JobRepository repository;
  private final RunningJobs running;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final String databaseUrl;
  private volatile boolean started;

  Recovery(
      JobRepository repository,
      RunningJobs running,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      InstantSource clock,
      @Value("${spring.datasource.url}") String databaseUrl) {
    this.repository = repository;
    this.running = running;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.databaseUrl = databaseUrl;
  }

  @Override
  public void start() {
    if (databaseUrl.startsWith("jdbc:sqlite:")) {
      transactions.executeWithoutResult(_ -> putBack());
    }
    started = true;
  }

  private void putBack() {
    List<String> ids = repository.requeueRunning(clock.instant());
    jdbc.sql(
            """
            update scheduled_tasks
               set picked = :picked, picked_by = null, last_heartbeat = null, version = version + 1
             where picked = :wasPicked
            """)
        .param("picked", false)
        .param("wasPicked", true)
        .update();
    ids.forEach(id -> LOG.info("job {} was running when the process ended; it starts again", id));
  }

  @Override
  public void stop() {
    running.stopAll();
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
