package org.trainyard.app.job.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Counts the streams that are open, in all and from each address. Safe for all threads. */
@Component
class OpenStreams implements LimitSource, MeterBinder {

  private final EventProperties properties;
  private final Map<String, Integer> byClient = new HashMap<>(); // this is its lock
  private int total; // the same lock

  OpenStreams(EventProperties properties) {
    this.properties = properties;
  }

  /** A place among the streams, held until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param client its address
   * @throws ProblemException {@code quota-exceeded} if the client has too many, {@code
   *     too-many-streams} if all have
   */
  synchronized Place take(String client) {
    int mine = byClient.getOrDefault(client, 0);
    if (mine >= properties.maxStreamsPerClient()) {
      throw Problem.of(
              ProblemType.QUOTA_EXCEEDED,
              "This address has %d streams of events open, which is the limit; close one, or watch several jobs with one stream: GET /api/v1/events?jobs=a,b."
                  .formatted(mine))
          .limit(properties.maxStreamsPerClient(), mine)
          .toException();
    }
    if (total >= properties.maxStreams()) {
      throw Problem.of(
              ProblemType.TOO_MANY_STREAMS,
              "All %d streams of events that this service carries are open; try again later, or ask for the job itself now and then."
                  .formatted(total))
          .limit(properties.maxStreams(), total)
          .toException();
    }
    total++;
    byClient.merge(client, 1, Integer::sum);
    return () -> giveBack(client);
  }

  private synchronized void giveBack(String client) {
    total--;
    byClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
  }

  synchronized int count() {
    return total;
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxEventStreams",
        properties.maxStreams(),
        "maxEventStreamsPerClient",
        properties.maxStreamsPerClient());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("trainyard.events.streams", this, OpenStreams::count)
        .description("Streams of events that are open")
        .register(registry);
  }
}
