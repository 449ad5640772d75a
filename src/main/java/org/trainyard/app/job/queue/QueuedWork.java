package org.trainyard.app.job.queue;

/** What is done with the entries of the queue. */
public interface QueuedWork {

  /**
   * An entry that this process holds.
   *
   * @param version changes whenever the entry passes to another holder, or to none
   */
  record Entry(String job, long version) {}

  /** Runs a job, on a training thread, and gives the entry back or removes it. */
  void run(Entry entry);

  /** The holder of an entry shows no sign of life. */
  void holderDied(Entry entry);
}
