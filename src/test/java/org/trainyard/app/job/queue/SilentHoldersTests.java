package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;

/** Whatever the clocks say, who writes heartbeats lives, and who does not is dead. */
@ParameterizedClass
@EnumSource(Database.class)
class SilentHoldersTests {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int LIMIT = 4;

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private final List<String> dead = new ArrayList<>();
  private HikariDataSource source;
  private JdbcClient jdbc;
  private SilentHolders holders;

  @BeforeEach
  void open() {
    source = TestDatabase.create(kind, folder).migrated();
    jdbc = JdbcClient.create(source);
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton(
        "work",
        new QueuedWork() {
          @Override
          public void run(Entry entry) {
            throw new AssertionError("nothing is run here");
          }

          @Override
          public void holderDied(Entry entry) {
            dead.add(entry.job() + " " + entry.version());
          }
        });
    DbSchedulerProperties properties = new DbSchedulerProperties();
    properties.setMissedHeartbeatsLimit(LIMIT);
    holders = new SilentHolders(jdbc, beans.getBeanProvider(QueuedWork.class), properties);
  }

  @AfterEach
  void close() {
    if (source != null) { // else the database does not run here
      source.close();
    }
  }

  @Test
  void aHolderWithoutAnySignIsDeadAfterSoManyLooks() {
    hold("job_1", 7, NOW);
    look(LIMIT);
    assertThat(dead).isEmpty();
    look(1);
    assertThat(dead).containsExactly("job_1 7");
  }

  @Test
  void aClockThatIsSetForwardKillsNobody() {
    hold("job_1", 7, NOW);
    for (int i = 0; i < 3 * LIMIT; i++) {
      look(1);
      hold("job_1", 7, NOW.plus(i % 2 == 0 ? 1 : 0, ChronoUnit.HOURS).plusSeconds(i));
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void aClockThatIsSetBackHidesNoDeath() {
    hold("job_1", 7, NOW);
    look(LIMIT);
    hold("job_1", 7, NOW.minus(2, ChronoUnit.HOURS)); // its last sign of life
    look(LIMIT);
    assertThat(dead).isEmpty();
    look(1);
    assertThat(dead).containsExactly("job_1 7");
  }

  @Test
  void whoTookTheEntryMeanwhileIsAnotherHolder() {
    hold("job_1", 7, NOW);
    look(LIMIT);
    hold("job_1", 8, NOW);
    look(LIMIT);
    assertThat(dead).isEmpty();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      holders.look();
    }
  }

  private void hold(String job, long version, Instant heartbeat) {
    jdbc.sql("delete from scheduled_tasks").update();
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked,
                                         picked_by, last_heartbeat, version)
            values ('train', :job, :at, :picked, 'another', :at, :version)
            """)
        .param("job", job)
        .param("at", Timestamp.from(heartbeat))
        .param("picked", true)
        .param("version", version)
        .update();
  }
}
