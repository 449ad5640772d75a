package org.trainyard.app.job.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

class OpenStreamsTests {

  private final OpenStreams streams =
      new OpenStreams(new EventProperties(3, 2, Duration.ofSeconds(15), Duration.ofHours(1)));

  @Test
  void hasPlacesForAllAndForEach() {
    OpenStreams.Place first = streams.take("a");
    OpenStreams.Place second = streams.take("a");
    assertRefused(() -> streams.take("a"), ProblemType.QUOTA_EXCEEDED);
    OpenStreams.Place third = streams.take("b");
    assertRefused(() -> streams.take("c"), ProblemType.TOO_MANY_STREAMS);
    first.close();
    OpenStreams.Place fourth = streams.take("a");
    assertThat(streams.count()).isEqualTo(3);
    second.close();
    third.close();
    fourth.close();
    assertThat(streams.count()).isZero();
  }

  private static void assertRefused(ThrowingCallable action, ProblemType type) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().getFirst().type()).isEqualTo(type));
  }
}
