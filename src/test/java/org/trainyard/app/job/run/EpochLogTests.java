package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.trainyard.app.job.diagnosis.Finding;
import org.trainyard.app.job.lifecycle.EpochEntry;
import org.trainyard.app.job.lifecycle.RunId;
import tools.jackson.databind.json.JsonMapper;

class EpochLogTests {

  private final List<String> findings = new ArrayList<>();
  private final List<Integer> epochs = new ArrayList<>();
  private final RunningJobs.Run run = new RunningJobs.Run();
  private final AtomicLong nanos = new AtomicLong();
  private String best = "";
  private boolean isAway;
  private boolean isOwn = true;
  private final EpochLog log =
      new EpochLog(new RunId("job_1", 1), run, this::write, JsonMapper.shared(), null, nanos::get);

  @Test
  void writesAgainWhatATransactionLost() {
    log.add(Finding.diverged(1, null, "The loss is not finite.", "Lower the learning rate."));
    log.add(epoch(1), new Watch.Seen(List.of(), List.of()));
    isAway = true;
    assertThatThrownBy(log::write).isInstanceOf(TransientDataAccessResourceException.class);
    assertThat(log.tryToWrite()).isFalse();
    isAway = false;
    log.write(); // and the caller's commit fails
    log.write();
    assertThat(findings).hasSize(2).allMatch(finding -> finding.contains("diverged"));
    assertThat(epochs).containsExactly(1, 1);
  }

  @Test
  void keepsNothingThatIsWritten() {
    log.add(Finding.diverged(1, null, "The loss is not finite.", "Lower the learning rate."));
    assertThat(log.tryToWrite()).isTrue();
    log.add(epoch(1), new Watch.Seen(List.of(), List.of()));
    assertThat(log.tryToWrite()).isTrue();
    assertThat(log.tryToWrite()).isTrue();
    assertThat(findings).hasSize(1);
    assertThat(epochs).containsExactly(1);
  }

  @Test
  void waitsSomeTimeBetweenTwoWrites() {
    log.add(epoch(1), new Watch.Seen(List.of(), List.of()));
    assertThat(epochs).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    log.add(epoch(2), new Watch.Seen(List.of(), List.of()));
    assertThat(epochs).containsExactly(1, 2);
  }

  @Test
  void writesTheBestEpochBesideTheOthers() {
    log.isBest(epoch(1));
    log.add(epoch(1), new Watch.Seen(List.of(), List.of()));
    log.add(epoch(2), new Watch.Seen(List.of(), List.of()));
    log.write();
    assertThat(best).contains("\"epoch\":1");
    log.isBest(epoch(3));
    log.add(epoch(3), new Watch.Seen(List.of(), List.of()));
    log.write();
    assertThat(best).contains("\"epoch\":3");
  }

  @Test
  void stopsARunThatLostItsJob() {
    log.add(epoch(1), new Watch.Seen(List.of(), List.of()));
    isOwn = false;
    assertThat(log.tryToWrite()).isTrue();
    assertThat(run.isStopRequested()).isTrue();
  }

  private boolean write(
      RunId id, List<String> found, List<EpochEntry> entries, String bestOfAll, Duration elapsed) {
    if (isAway) {
      throw new TransientDataAccessResourceException("away");
    }
    if (isOwn) {
      findings.addAll(found);
      best = bestOfAll;
      entries.forEach(entry -> epochs.add(entry.epoch()));
    }
    return isOwn;
  }

  private static EpochMetrics epoch(int number) {
    return new EpochMetrics(number, 0.5, null, 0.9, null, null, null, 0.1, 1, 100);
  }
}
