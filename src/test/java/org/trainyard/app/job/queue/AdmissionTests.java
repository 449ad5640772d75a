package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.job.queue.Admission.Place;

/** A machine with 4 cores and 100 bytes for trainings. */
class AdmissionTests {

  private static final int CORES = 4;

  private final Waiting waiting = new Waiting();
  private long now;

  private final Admission admission =
      new Admission(
          new QueueProperties(10, DataSize.ofBytes(100), Duration.ofSeconds(30)),
          CORES,
          waiting,
          new DefaultListableBeanFactory().getBeanProvider(Scheduler.class),
          () -> now);

  @Test
  void smallJobsRunSideBySide() {
    for (int i = 0; i < CORES; i++) {
      assertThat(enter("small" + i, 10, 1).orElseThrow().threads()).isEqualTo(1);
    }
    assertThat(enter("one more", 10, 1)).isEmpty();
  }

  @Test
  void aLargeJobHasAllCores() {
    Place large = enter("large", 10, CORES).orElseThrow();
    assertThat(large.threads()).isEqualTo(CORES);
    assertThat(enter("small", 10, 1)).isEmpty();
    large.close();
    Place small = enter("small", 10, 1).orElseThrow();
    assertThat(enter("large", 10, CORES)).isEmpty();
    small.close();
    assertThat(enter("asks for more than there are", 10, 64).orElseThrow().threads())
        .isEqualTo(CORES);
  }

  @Test
  void memoryIsNeverPromisedTwice() {
    Place first = enter("first", 60, 1).orElseThrow();
    assertThat(enter("second", 60, 1)).isEmpty();
    assertThat(enter("third", 40, 1)).isPresent();
    first.close();
    assertThat(enter("second", 60, 1)).isPresent();
  }

  @Test
  void whatDoesNotWaitTakesItsPartFromTheJobsThatStartMeanwhile() {
    Place _ = enter("running", 60, CORES - 1).orElseThrow();
    Place evaluation = admission.enterAtOnce(50); // more than the jobs have left
    waiting.add("small", 10, 1);
    assertThat(admission.condition()).isEqualTo(" and 1 = 0 ");
    assertThat(enter("small", 10, 1)).isEmpty();
    evaluation.close();
    assertThat(enter("small", 10, 1)).isPresent();
  }

  @Test
  void aloneAJobRunsAsWellAsItCan() {
    assertThat(admission.condition()).isEmpty();
    assertThat(enter("accepted by a larger machine", 1000, 1)).isPresent();
  }

  @Test
  void whatDoesNotFitIsOvertakenAndThenHasItsTurn() {
    Place running = enter("running", 60, 1).orElseThrow();
    waiting.add("large", 50, 1);
    waiting.add("small", 10, 1);
    assertThat(admission.condition()).contains("memory_bytes > 40", "threads > 3");
    now += Duration.ofSeconds(29).toNanos();
    Place small = enter("small", 10, 1).orElseThrow();
    assertThat(admission.condition()).contains("memory_bytes > 30", "threads > 2");
    now += Duration.ofSeconds(1).toNanos();
    assertThat(admission.condition()).isEqualTo(" and 1 = 0 ");
    running.close();
    assertThat(enter("large", 50, 1)).isPresent();
    small.close();
    assertThat(admission.condition()).doesNotContain("1 = 0");
  }

  @Test
  void afterItsWaitAJobTakesTheCoresThereAre() {
    Place _ = enter("running", 10, 3).orElseThrow();
    waiting.add("large", 10, CORES);
    assertThat(admission.condition()).contains("threads > 1");
    assertThat(enter("large", 10, CORES)).isEmpty();
    now += Duration.ofSeconds(30).toNanos();
    assertThat(admission.condition()).isEmpty();
    assertThat(enter("large", 10, CORES).orElseThrow().threads()).isEqualTo(1);
  }

  @Test
  void theWaitOfOneJobIsNotThatOfAnother() {
    Place _ = enter("running", 60, 1).orElseThrow();
    waiting.add("large", 50, 1);
    assertThat(admission.condition()).contains("memory_bytes");
    now += Duration.ofSeconds(30).toNanos();
    waiting.needs.remove("large"); // cancelled
    waiting.add("another", 50, 1);
    assertThat(admission.condition()).contains("memory_bytes");
  }

  private Optional<Place> enter(String job, long memory, int threads) {
    waiting.add(job, memory, threads);
    Optional<Place> place = admission.enter(job);
    waiting.needs.remove(job);
    return place;
  }

  /** The queue in memory, the first before the others. */
  private static final class Waiting extends JobNeeds {

    private final Map<String, Needs> needs = new LinkedHashMap<>();

    Waiting() {
      super(JdbcClient.create(new DriverManagerDataSource()));
    }

    void add(String job, long memory, int threads) {
      needs.put(job, new Needs(memory, threads, 0));
    }

    @Override
    Needs of(String job) {
      return needs.getOrDefault(job, Needs.UNKNOWN);
    }

    @Override
    Optional<JobNeeds.Waiting> first() {
      return needs.entrySet().stream()
          .findFirst()
          .map(entry -> new JobNeeds.Waiting(entry.getKey(), entry.getValue()));
    }
  }
}
