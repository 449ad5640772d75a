package org.trainyard.app.job;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.trainyard.app.web.JsonDocument;

/** Cuts the bytes of a stream into events. Belongs to one thread. */
final class EventParser extends OutputStream {

  private final Consumer<SentEvent> reader;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String id = "";
  private String type = "";

  EventParser(Consumer<SentEvent> reader) {
    this.reader = reader;
  }

  @Override
  public void write(int next) {
    if (next == '\n') {
      take(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else if (next != '\r') {
      line.write(next);
    }
  }

  /** An empty line ends an event; comments, which begin with a colon, are fields of no name. */
  private void take(String text) {
    if (text.isEmpty()) {
      dispatch();
      return;
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1).stripLeading();
    switch (name) {
      case "id" -> id = value;
      case "event" -> type = value;
      case "data" -> data.append(value);
      default -> {} // retry, and what later versions of the standard may bring
    }
  }

  private void dispatch() {
    if (!data.isEmpty()) {
      reader.accept(new SentEvent(id, type, JsonDocument.of(data.toString())));
    }
    data.setLength(0);
    type = "";
  }
}
