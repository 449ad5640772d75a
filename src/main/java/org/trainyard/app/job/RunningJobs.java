package org.trainyard.app.job;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The jobs that this process trains right now: where they are, and the way to stop them. Safe for
 * all threads; each field of a run is written by one thread and read by others.
 */
@Component
class RunningJobs {

  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** Where a training is. */
  record Position(int epoch, int step, int steps) {}

  /** One training. */
  static final class Run {

    private volatile boolean stopRequested;
    private volatile Position position = new Position(1, 0, 0);

    void requestStop() {
      stopRequested = true;
    }

    boolean isStopRequested() {
      return stopRequested;
    }

    void moveTo(Position next) {
      position = next;
    }

    Position position() {
      return position;
    }
  }

  /** Begins a run; empty if the job has one in this process. */
  Optional<Run> begin(String id) {
    Run run = new Run();
    if (runs.putIfAbsent(id, run) != null) {
      return Optional.empty();
    }
    if (stopping) {
      run.requestStop();
    }
    return Optional.of(run);
  }

  void end(String id) {
    runs.remove(id);
  }

  Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** Asks every run to stop, also those to come, because the process ends. */
  void stopAll() {
    stopping = true;
    runs.values().forEach(Run::requestStop);
  }
}
