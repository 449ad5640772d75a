package org.trainyard.app.job.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.lifecycle.JobEvent;
import org.trainyard.app.job.lifecycle.JobSignals;
import org.trainyard.app.job.lifecycle.LogEnd;

/**
 * One reader's stream: what it missed, then what happens, until all its jobs have ended.
 *
 * <p>Belongs to the thread of the request, which alone waits for a slow reader: it holds one page
 * of events and the server's buffer, and when those are full for too long the server breaks the
 * connection. The reader comes again with the id of its last event and has lost nothing.
 */
final class EventStream {

  private final List<String> jobs;
  private final EventReader reader;
  private final EventWriter writer;
  private final Pace pace;
  private final LongSupplier nanoClock;
  private StreamPosition position;
  private long lastWrite;

  /**
   * How a stream passes its time.
   *
   * @param look how long it waits for a signal before it looks into the database all the same
   * @param comment after so long without an event
   * @param end of the stream, at the latest
   */
  record Pace(Duration look, Duration comment, Duration end) {}

  EventStream(
      List<String> jobs,
      StreamPosition position,
      EventReader reader,
      EventWriter writer,
      Pace pace,
      LongSupplier nanoClock) {
    this.jobs = List.copyOf(jobs);
    this.position = position;
    this.reader = reader;
    this.writer = writer;
    this.pace = pace;
    this.nanoClock = nanoClock;
    this.lastWrite = nanoClock.getAsLong();
  }

  /** Sends until nothing more will come, the time is over, or the process ends. */
  void run(JobSignals signals) throws IOException, InterruptedException {
    long end = nanoClock.getAsLong() + pace.end().toNanos();
    writer.open();
    try (JobSignals.Subscription news = signals.subscribe(jobs)) {
      while (!sendNews() && !signals.isClosed() && nanoClock.getAsLong() - end < 0) {
        await(news);
      }
    }
  }

  /** Sends what is new; true if nothing will follow. */
  private boolean sendNews() throws IOException, InterruptedException {
    Map<String, LogEnd> ends = reader.ends(jobs);
    boolean isOver = true;
    for (int i = 0; i < jobs.size(); i++) {
      @Nullable LogEnd end = ends.get(jobs.get(i)); // none: it was deleted
      if (end != null) {
        sendUpTo(end, i);
        isOver &= end.isFinal();
      }
    }
    return isOver;
  }

  private void sendUpTo(LogEnd end, int job) throws IOException, InterruptedException {
    while (position.of(job) < end.number()) {
      List<JobEvent> page = reader.after(jobs.get(job), position.of(job));
      if (page.isEmpty()) {
        return; // it was deleted meanwhile
      }
      for (JobEvent event : page) {
        position = position.with(job, event.number());
        writer.write(event, position.id());
      }
      writer.flush();
      lastWrite = nanoClock.getAsLong();
    }
  }

  private void await(JobSignals.Subscription news) throws IOException, InterruptedException {
    long untilComment = pace.comment().toNanos() - (nanoClock.getAsLong() - lastWrite);
    news.await(Duration.ofNanos(Math.clamp(untilComment, 0, pace.look().toNanos())));
    if (nanoClock.getAsLong() - lastWrite >= pace.comment().toNanos()) {
      writer.comment();
      lastWrite = nanoClock.getAsLong();
    }
  }
}
