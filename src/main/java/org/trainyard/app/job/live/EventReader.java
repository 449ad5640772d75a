package org.trainyard.app.job.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.lifecycle.JobEvent;
import org.trainyard.app.job.lifecycle.JobEvents;
import org.trainyard.app.job.lifecycle.LogEnd;

/**
 * Reads events for all streams, a few streams at a time: however many watch a job, they take no
 * connection to the database from the training that writes it.
 */
@Component
class EventReader {

  /** Events that are read, and held in memory, at once for one stream. */
  static final int PAGE = 200;

  private static final int READERS = 2;

  private final JobEvents events;
  private final Semaphore turns = new Semaphore(READERS, true);

  EventReader(JobEvents events) {
    this.events = events;
  }

  /** Where the logs of jobs end by now; those that are gone are absent. */
  Map<String, LogEnd> ends(List<String> jobs) throws InterruptedException {
    return inTurn(() -> events.ends(jobs));
  }

  /** The next events of a job. */
  List<JobEvent> after(String job, int number) throws InterruptedException {
    return inTurn(() -> events.after(job, number, PAGE));
  }

  private <T> T inTurn(Supplier<T> read) throws InterruptedException {
    turns.acquire();
    try {
      return read.get();
    } finally {
      turns.release();
    }
  }
}
