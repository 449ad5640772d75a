package org.trainyard.engine.training;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What decides the bits of a training and stands in each of its checkpoints, as text by name:
 * {@code batchSize}, {@code optimizer.learningRate}. What may be another one when a training goes
 * on is not among it: epochs (unless the schedule depends on them), limits, threads, and when it
 * gives up, but for what it watches: the best epoch so far was chosen by that.
 */
final class Settings {

  private static final int LONGEST_SHOWN = 60;

  private Settings() {}

  /**
   * The settings of a training.
   *
   * @param rows that it learns from
   */
  static Map<String, String> of(TrainingConfig config, int rows) {
    Map<String, String> settings = new TreeMap<>();
    add(settings, "rows", rows);
    add(settings, "batchSize", config.batchSize());
    add(settings, "order", config.order());
    add(settings, "seed", config.seed());
    add(settings, "loss", config.loss());
    add(settings, "metric", config.metric());
    add(settings, "optimizer", config.optimizer());
    add(settings, "schedule", config.schedule());
    add(settings, "regularization", config.regularization());
    add(settings, "clipping", config.clipping());
    add(settings, "best epoch by", config.bestBy());
    if (config.schedule().dependsOnEpochs()) {
      add(settings, "epochs", config.epochs());
    }
    return settings;
  }

  /** A record is its name, and its members below it. */
  private static void add(Map<String, String> settings, String name, Object value) {
    if (!(value instanceof Record)) {
      settings.put(name, value.toString());
      return;
    }
    settings.put(name, value.getClass().getSimpleName());
    for (RecordComponent member : value.getClass().getRecordComponents()) {
      add(settings, name + "." + member.getName(), valueOf(member, value));
    }
  }

  private static Object valueOf(RecordComponent member, Object owner) {
    try {
      return member.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + member, e);
    }
  }

  /**
   * Refuses a checkpoint of a training that was another one. A setting that one side does not know
   * is not compared: builds before and after may have others.
   *
   * @throws IllegalArgumentException if the settings differ; names all that do
   */
  static void requireSame(Map<String, String> checkpoint, Map<String, String> training) {
    List<String> differences = new ArrayList<>();
    training.forEach((name, here) -> {
      String there = checkpoint.getOrDefault(name, here);
      if (!there.equals(here)) {
        differences.add("%s %s, not %s".formatted(name, shown(there), shown(here)));
      }
    });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "the checkpoint is of another training: " + String.join("; ", differences));
    }
  }

  private static String shown(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
  }
}
