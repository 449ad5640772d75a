package org.trainyard.app.job.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.trainyard.app.job.lifecycle.JobEvent;

/** Writes events in the form of server-sent events (WHATWG HTML, section 9.2). */
final class EventWriter {

  private static final int RETRY_MILLIS = 3000;

  private final OutputStream out;

  EventWriter(OutputStream out) {
    this.out = out;
  }

  /** Sends the head of the answer on its way, and says when to come again after a break. */
  void open() throws IOException {
    write("retry: %d\n\n".formatted(RETRY_MILLIS));
    out.flush();
  }

  /** Writes an event; it leaves with the next {@link #flush}. */
  void write(JobEvent event, String id) throws IOException {
    write("id: %s\nevent: %s\ndata: %s\n\n".formatted(id, event.type().word(), named(event)));
  }

  /** A line that readers pass over. */
  void comment() throws IOException {
    write(": still here\n\n");
    out.flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The event's JSON object, which is a single line, with the job before all else. */
  private static String named(JobEvent event) {
    String members = event.data().substring(1);
    String separator = members.startsWith("}") ? "" : ",";
    return "{\"job\":\"" + event.job() + "\"" + separator + members;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
