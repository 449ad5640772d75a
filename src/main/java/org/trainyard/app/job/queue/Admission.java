package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

/**
 * Which jobs may start beside those that run in this process: small ones side by side, a large one
 * on all cores, and never more memory than there is. A job that does not fit is overtaken by others
 * for a while, so that no core is idle, and then has its turn, so that it does not wait for ever.
 * Safe for all threads.
 */
@Component
public class Admission implements LimitSource {

  private static final String ANY = "";
  private static final String NONE = " and 1 = 0 ";

  private final long memoryBytes;
  private final int cores;
  private final Duration overtaking;
  private final JobNeeds jobs;
  private final ObjectProvider<Scheduler> scheduler;
  private final LongSupplier nanoClock;

  // this is the lock of all that follows
  private final Set<Place> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable String overtaken; // the first job, while it does not fit
  private long overtakenSince;

  @Autowired
  Admission(
      QueueProperties properties,
      DbSchedulerProperties threads,
      JobNeeds jobs,
      ObjectProvider<Scheduler> scheduler) {
    this(
        properties,
        Math.max(Runtime.getRuntime().availableProcessors(), threads.getThreads()),
        jobs,
        scheduler,
        System::nanoTime);
  }

  Admission(
      QueueProperties properties,
      int cores,
      JobNeeds jobs,
      ObjectProvider<Scheduler> scheduler,
      LongSupplier nanoClock) {
    this.memoryBytes = properties.memoryBytes();
    this.overtaking = properties.overtaking();
    this.cores = cores;
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.nanoClock = nanoClock;
  }

  /** A part of the machine, held until it is closed. */
  public final class Place implements AutoCloseable {

    private final long memory;
    private final int threads;

    private Place(long memory, int threads) {
      this.memory = memory;
      this.threads = threads;
    }

    /** How many threads the job may use. */
    public int threads() {
      return threads;
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  /** How many threads of trainings may run at a time. */
  public int cores() {
    return cores;
  }

  /** The most memory that a job can have. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /**
   * Takes what a job needs.
   *
   * @return empty if others took it since the job was picked
   */
  public Optional<Place> enter(String job) {
    Optional<Place> place = take(job, jobs.of(job));
    // There may be room for another; when a place is left, its thread asks for the next.
    scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
    return place;
  }

  /**
   * Takes memory and a core for work that does not wait, and takes less than is kept free of
   * trainings.
   */
  Place enterAtOnce(long memory) {
    return add(new Place(memory, 1));
  }

  private synchronized Place add(Place place) {
    taken.add(place);
    return place;
  }

  private synchronized Optional<Place> take(String job, Needs needs) {
    if (!taken.isEmpty() && !fits(needs) && !mayTakeLess(job, needs)) {
      return Optional.empty();
    }
    int threads = Math.clamp(needs.threads(), 1, Math.max(1, freeThreads()));
    return Optional.of(add(new Place(needs.memoryBytes(), threads)));
  }

  private synchronized void leave(Place place) {
    taken.remove(place);
  }

  /** SQL: a condition on the entries that may be picked now, of which the first is. */
  String condition() {
    return conditionWith(jobs.first());
  }

  private synchronized String conditionWith(Optional<JobNeeds.Waiting> first) {
    if (taken.isEmpty() || first.isEmpty()) {
      return ANY; // alone, a job runs as well as it can
    }
    if (fits(first.get().needs())) {
      overtaken = null;
      return whatFits();
    }
    String job = first.get().job();
    if (!job.equals(overtaken)) {
      overtaken = job;
      overtakenSince = nanoClock.getAsLong();
    }
    if (!isTurnOfOvertaken()) {
      return whatFits();
    }
    return mayTakeLess(job, first.get().needs()) ? ANY : NONE;
  }

  private String whatFits() {
    return freeThreads() < 1
        ? NONE
        : " and not exists (select 1 from job_need where job_id = task_instance and (memory_bytes > %d or threads > %d)) "
            .formatted(freeMemory(), freeThreads());
  }

  private boolean isTurnOfOvertaken() {
    return nanoClock.getAsLong() - overtakenSince >= overtaking.toNanos();
  }

  /** After its wait a job starts on the cores there are: that changes its time, and no result. */
  private boolean mayTakeLess(String job, Needs needs) {
    return job.equals(overtaken)
        && isTurnOfOvertaken()
        && needs.memoryBytes() <= freeMemory()
        && freeThreads() >= 1;
  }

  private boolean fits(Needs needs) {
    return needs.memoryBytes() <= freeMemory() && Math.min(needs.threads(), cores) <= freeThreads();
  }

  private long freeMemory() {
    return memoryBytes - taken.stream().mapToLong(place -> place.memory).sum();
  }

  private int freeThreads() {
    return cores - taken.stream().mapToInt(place -> place.threads).sum();
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of("maxTrainingMemoryBytes", memoryBytes);
  }
}
