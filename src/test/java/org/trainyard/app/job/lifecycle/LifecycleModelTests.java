package org.trainyard.app.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.job.lifecycle.MemoryStage.PlantedBug;
import org.trainyard.app.storage.Database;

/**
 * The state machine as a model: whatever clients, workers and fate do in whatever order, there is
 * no illegal move, no lost job and no second result. The name of a job in a failure has the seed.
 */
class LifecycleModelTests {

  private static final int IN_MEMORY = 100_000;
  private static final int ON_DATABASE = 200;
  private static final int OPERATIONS = 30;

  private final Logger log = (Logger) LoggerFactory.getLogger(JobLifecycle.class);

  @TempDir private Path folder;

  @BeforeEach
  void beQuiet() {
    log.setLevel(Level.WARN);
  }

  @AfterEach
  void speakAgain() {
    log.setLevel(null);
  }

  @Test
  void holdsInAHundredThousandSequences() {
    assertThatCode(
            () -> {
              for (int seed = 0; seed < IN_MEMORY; seed++) {
                play(PlantedBug.NONE, seed);
              }
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(value = PlantedBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void findsEveryPlantedBug(PlantedBug bug) {
    assertThatExceptionOfType(RandomSequence.Violation.class)
        .isThrownBy(() -> {
          for (int seed = 0; seed < 2000; seed++) {
            play(bug, seed);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void holdsOnADatabase(Database kind) {
    RandomSequence.Clock clock = new RandomSequence.Clock();
    try (HikariDataSource source = TestDatabase.create(kind, folder).migrated();
        DatabaseStage stage = new DatabaseStage(source, kind, clock)) {
      for (int seed = 0; seed < ON_DATABASE; seed++) {
        new RandomSequence(stage, clock, seed).play(OPERATIONS);
      }
      assertThat(stage.pick()).isEmpty();
    }
  }

  private static void play(PlantedBug bug, int seed) {
    RandomSequence.Clock clock = new RandomSequence.Clock();
    new RandomSequence(new MemoryStage(bug, clock), clock, seed).play(OPERATIONS);
  }
}
