package org.trainyard.app.job.lifecycle;

import java.util.List;
import java.util.Optional;
import org.trainyard.app.job.queue.QueuedWork;

/** A life cycle with its store, on which random sequences are played. */
interface Stage {

  JobLifecycle lifecycle();

  /** Notes that a run got further; false if the job is not the run's. */
  boolean gotFurther(RunId run);

  Optional<Job> find(String id);

  /** Picks the entry that is next, as the queue does. */
  Optional<QueuedWork.Entry> pick();

  /** The version of a job's entry; empty if it has none. */
  Optional<Long> version(String id);

  /** Frees an entry as the library does after a run that could not write its end. */
  void free(String id);

  /** The only process dies, and its successor takes over. */
  void restart();

  /** The moves of a job: JSON of each, in their order. */
  List<String> moves(String id);

  /**
   * Lets the store fail at a write of the next transaction.
   *
   * @return false if this store cannot
   */
  boolean breakAt(int write);
}
