package org.trainyard.app.model;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/**
 * Predicts for every protocol: holds the limit of rows, and measures the requests that are answered
 * (refusals are quick and would blur the latency). Runs on the thread of its caller.
 */
@Component
public final class Predictor {

  private final ModelProperties properties;
  private final MeterRegistry meters;
  private final Map<Protocol, Timer> latency = new EnumMap<>(Protocol.class);
  private final Map<Protocol, DistributionSummary> rows = new EnumMap<>(Protocol.class);

  Predictor(ModelProperties properties, MeterRegistry meters) {
    this.properties = properties;
    this.meters = meters;
    for (Protocol protocol : Protocol.values()) {
      latency.put(
          protocol,
          Timer.builder("trainyard.predict")
              .description("Time to answer a predict request, from its values to its predictions")
              .tag("protocol", protocol.tag())
              .publishPercentileHistogram()
              .register(meters));
      rows.put(
          protocol,
          DistributionSummary.builder("trainyard.predict.rows")
              .description("Rows of a predict request")
              .tag("protocol", protocol.tag())
              .register(meters));
    }
  }

  /** Scores rows that were made raw already. */
  public Scores score(Protocol protocol, ServableModel model, RawRows raw) {
    return measured(protocol, Scores::rows, () -> model.score(raw));
  }

  /** Scores rows as they stand in JSON: objects by column name, or arrays in order. */
  public Scores score(Protocol protocol, ServableModel model, List<JsonNode> instances) {
    requireRows(instances.size());
    return measured(protocol, Scores::rows, () -> model.score(model.reader().read(instances)));
  }

  List<Prediction> predict(ServableModel model, Supplier<List<Instance>> instances) {
    return measured(Protocol.NATIVE, List::size, () -> model.predict(instances.get()));
  }

  /**
   * Whether a request may have so many rows.
   *
   * @throws org.trainyard.app.web.ProblemException if there are none, or too many
   */
  public void requireRows(long count) {
    if (count == 0) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "There are no instances; send at least one.")
          .field("/instances")
          .toException();
    }
    if (count > properties.maxInstances()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "A request holds at most %d instances, got %d; send them in parts."
                  .formatted(properties.maxInstances(), count))
          .field("/instances")
          .limit(properties.maxInstances(), count)
          .toException();
    }
  }

  /** The same where a request may be empty. */
  public void requireRowsOrNone(long count) {
    if (count > 0) {
      requireRows(count);
    }
  }

  /** The most rows of a request. */
  public int maxRows() {
    return properties.maxInstances();
  }

  private <T> T measured(Protocol protocol, ToIntFunction<T> count, Supplier<T> prediction) {
    Timer.Sample time = Timer.start(meters);
    T predicted = prediction.get();
    time.stop(Objects.requireNonNull(latency.get(protocol)));
    Objects.requireNonNull(rows.get(protocol)).record(count.applyAsInt(predicted));
    return predicted;
  }
}
