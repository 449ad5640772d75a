package org.trainyard.app.job.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The jobs that this process trains right now: where they are, and the way to stop them. Safe for
 * all threads; each field of a run is written by one thread and read by others.
 */
@Component
public class RunningJobs {

  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** Where a training is. */
  public record Position(int epoch, int step, int steps) {

    /** Before the first step. */
    public static final Position START = new Position(1, 0, 0);
  }

  /** One training. */
  public static final class Run {

    private volatile boolean stopRequested;
    private volatile Position position = Position.START;
    private volatile double samplesPerSecond; // of the last epoch
    private volatile long startNanos = System.nanoTime(); // less the time of earlier runs

    /** The training shall stop within a minibatch. */
    public void requestStop() {
      stopRequested = true;
    }

    boolean isStopRequested() {
      return stopRequested;
    }

    void moveTo(Position next) {
      position = next;
    }

    public Position position() {
      return position;
    }

    void paceIs(double rate) {
      samplesPerSecond = rate;
    }

    /** Starts the clock, with the time that the training took already. */
    void startWith(Duration elapsed) {
      startNanos = System.nanoTime() - elapsed.toNanos();
    }

    /** The time that the training took so far, that of earlier runs included. */
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }

  /** Begins a run; an earlier one of the same job has no say any more. */
  void begin(String job, Run run) {
    runs.put(job, run);
    if (stopping) {
      run.requestStop();
    }
  }

  /** Ends a run, also one that never began. */
  void end(String job, Run run) {
    runs.remove(job, run);
  }

  /** The samples per second of all that run here, each as it was in its last epoch. */
  public double samplesPerSecond() {
    return runs.values().stream().mapToDouble(run -> run.samplesPerSecond).sum();
  }

  public Optional<Run> find(String job) {
    return Optional.ofNullable(runs.get(job));
  }

  /** Asks every run to stop, also those to come, because the process ends. */
  void stopAll() {
    stopping = true;
    runs.values().forEach(Run::requestStop);
  }

  /** Whether the process ends. */
  boolean isStopping() {
    return stopping;
  }
}
