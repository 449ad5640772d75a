package org.trainyard.app.protocol.oip;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.trainyard.app.model.ModelVersion;

/** Counts the requests of this protocol since the service started, for each version of a model. */
@Component
final class InferenceStatistics {

  private final InstantSource clock;
  private final Map<ModelVersion, Counts> counts = new ConcurrentHashMap<>();

  InferenceStatistics(InstantSource clock) {
    this.clock = clock;
  }

  void success(ModelVersion version, Stopwatch watch) {
    of(version).success(watch, clock.millis());
  }

  void failure(ModelVersion version, Stopwatch watch) {
    of(version).failure(watch);
  }

  /** The statistics as Triton names them. */
  Map<String, Object> view(ModelVersion version) {
    return of(version).view(version);
  }

  private Counts of(ModelVersion version) {
    return counts.computeIfAbsent(version, _ -> new Counts());
  }

  /** The counts of one version; guarded by itself. */
  private static final class Counts {

    private static final int MAX_BATCH_SIZES = 256;

    private final Statistic success = new Statistic();
    private final Statistic fail = new Statistic();
    private final Statistic input = new Statistic();
    private final Statistic inference = new Statistic();
    private final Statistic output = new Statistic();
    private final Map<Integer, List<Statistic>> batches = new TreeMap<>();
    private long lastInference;
    private long rows;

    synchronized void success(Stopwatch watch, long now) {
      long end = System.nanoTime();
      success.add(end - watch.start());
      lastInference = now;
      rows += watch.rows();
      addParts(List.of(input, inference, output), watch, end);
      // A client with batches of every size must not fill the memory.
      if (batches.size() < MAX_BATCH_SIZES || batches.containsKey(watch.rows())) {
        List<Statistic> parts =
            batches.computeIfAbsent(
                watch.rows(), _ -> List.of(new Statistic(), new Statistic(), new Statistic()));
        addParts(parts, watch, end);
      }
    }

    synchronized void failure(Stopwatch watch) {
      fail.add(System.nanoTime() - watch.start());
    }

    private static void addParts(List<Statistic> parts, Stopwatch watch, long end) {
      parts.get(0).add(watch.inputNanos());
      parts.get(1).add(watch.inferenceNanos());
      parts.get(2).add(end - watch.endOfInference());
    }

    synchronized Map<String, Object> view(ModelVersion version) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("name", version.name());
      view.put("version", String.valueOf(version.version()));
      view.put("last_inference", lastInference);
      view.put("inference_count", rows);
      view.put("execution_count", success.count);
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("success", success.view());
      parts.put("fail", fail.view());
      parts.put("queue", new Statistic().view());
      parts.put("compute_input", input.view());
      parts.put("compute_infer", inference.view());
      parts.put("compute_output", output.view());
      parts.put("cache_hit", new Statistic().view());
      parts.put("cache_miss", new Statistic().view());
      view.put("inference_stats", parts);
      view.put("response_stats", Map.of());
      view.put("batch_stats", batches.entrySet().stream().map(Counts::batch).toList());
      view.put("memory_usage", List.of());
      return view;
    }

    private static Map<String, Object> batch(Map.Entry<Integer, List<Statistic>> batch) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("batch_size", batch.getKey());
      view.put("compute_input", batch.getValue().get(0).view());
      view.put("compute_infer", batch.getValue().get(1).view());
      view.put("compute_output", batch.getValue().get(2).view());
      return view;
    }
  }

  /** How often, and how long in all. */
  private static final class Statistic {

    private long count;
    private long nanos;

    void add(long duration) {
      count++;
      nanos += duration;
    }

    Map<String, Long> view() {
      Map<String, Long> view = new LinkedHashMap<>();
      view.put("count", count);
      view.put("ns", nanos);
      return view;
    }
  }
}
