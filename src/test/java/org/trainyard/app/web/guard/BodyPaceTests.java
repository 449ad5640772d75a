package org.trainyard.app.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

class BodyPaceTests {

  private long now;
  private final BodyPace pace = new BodyPace(() -> now);

  @Test
  void refusesABodyThatDrips() {
    for (int i = 0; i < 5; i++) {
      receive(Duration.ofSeconds(10), 1);
    }
    assertThatThrownBy(() -> receive(Duration.ofSeconds(10), 1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().getFirst().type()).isEqualTo(ProblemType.UPLOAD_TOO_SLOW));
  }

  @Test
  void letsASlowBodyThrough() {
    for (int i = 0; i < 100; i++) {
      receive(Duration.ofSeconds(10), 2000);
    }
  }

  @Test
  void countsOnlyTheTimeInWhichItWaits() {
    for (int i = 0; i < 100; i++) {
      receive(Duration.ofMillis(1), 1);
      now += Duration.ofMinutes(1).toNanos(); // the service is busy with what it has
    }
  }

  private void receive(Duration waited, int bytes) {
    pace.begin();
    now += waited.toNanos();
    pace.received(bytes);
  }
}
