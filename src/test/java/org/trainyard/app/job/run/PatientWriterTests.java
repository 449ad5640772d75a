package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;

class PatientWriterTests {

  private final RunningJobs running = new RunningJobs();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger tries = new AtomicInteger();
  private final PatientWriter writer =
      new PatientWriter(
          running,
          Duration.ofSeconds(30),
          nanos::get,
          pause -> {
            long _ = nanos.addAndGet(pause.toNanos());
          });

  @Test
  void waitsForTheDatabase() {
    String written =
        writer.write(() -> {
          if (tries.incrementAndGet() < 100) {
            throw new TransientDataAccessResourceException("away");
          }
          return "written";
        });
    assertThat(written).isEqualTo("written");
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(99));
  }

  @Test
  void givesUpWhenTheProcessEndsAndOnMistakesAtOnce() {
    assertThatThrownBy(() -> writer.write(this::mistake))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(tries.getAndSet(0)).isOne();
    running.stopAll();
    assertThatThrownBy(() -> writer.write(this::away))
        .isInstanceOf(TransientDataAccessResourceException.class);
    assertThat(tries.get()).isEqualTo(3);
  }

  @Test
  void waitsForSpaceAsLongAsItIsTold() {
    assertThatThrownBy(() -> writer.store(this::full)).hasMessageContaining("No space");
    assertThat(tries.get()).isEqualTo(31);
  }

  private String mistake() {
    tries.incrementAndGet();
    throw new DataIntegrityViolationException("a mistake");
  }

  private String away() {
    tries.incrementAndGet();
    throw new TransientDataAccessResourceException("away");
  }

  private String full() throws IOException {
    tries.incrementAndGet();
    throw new IOException("No space left on device");
  }
}
