package org.trainyard.app.job.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Streams of events.
 *
 * @param maxStreams open at a time
 * @param maxStreamsPerClient of them from one address
 * @param commentInterval after so long without an event a comment is sent, so that proxies keep the
 *     connection and a reader that has gone is noticed
 * @param maxDuration of a stream; its reader comes again and goes on where it was
 */
@Validated
@ConfigurationProperties("trainyard.events")
record EventProperties(
    @DefaultValue("512") @Min(1) @Max(100_000) int maxStreams,
    @DefaultValue("64") @Min(1) @Max(100_000) int maxStreamsPerClient,
    @DefaultValue("15s") Duration commentInterval,
    @DefaultValue("1h") Duration maxDuration) {

  EventProperties {
    if (!commentInterval.isPositive()) {
      throw new IllegalArgumentException("trainyard.events.comment-interval must be above zero");
    }
    if (!maxDuration.isPositive()) {
      throw new IllegalArgumentException("trainyard.events.max-duration must be above zero");
    }
  }
}
