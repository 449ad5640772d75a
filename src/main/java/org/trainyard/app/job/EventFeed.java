package org.trainyard.app.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A stream of events of jobs: server-sent events (WHATWG HTML, section 9.2). */
@FunctionalInterface
public interface EventFeed {

  /**
   * Writes the events as they happen, on the calling thread, until nothing more will come or the
   * stream is over.
   */
  void writeTo(OutputStream out) throws IOException;

  /**
   * Passes each event on as it happens, on the calling thread; an exception of the reader ends the
   * stream.
   *
   * @throws UncheckedIOException if the connection breaks; whoever asks again with the id of the
   *     last event has lost nothing
   */
  default void forEach(Consumer<SentEvent> reader) {
    try (EventParser parser = new EventParser(reader)) {
      writeTo(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
