package org.trainyard.app.job.live;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.EventFeed;

/** Lets a stream write itself, on the thread of its request. */
@Component
final class EventFeedWriter extends AbstractHttpMessageConverter<EventFeed> {

  EventFeedWriter() {
    super(StandardCharsets.UTF_8, MediaType.TEXT_EVENT_STREAM);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return EventFeed.class.isAssignableFrom(type);
  }

  @Override
  protected boolean canRead(@Nullable MediaType type) {
    return false;
  }

  @Override
  protected EventFeed readInternal(Class<? extends EventFeed> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("streams are written only", message);
  }

  @Override
  protected void writeInternal(EventFeed feed, HttpOutputMessage message) throws IOException {
    message.getHeaders().set("X-Accel-Buffering", "no"); // nginx would hold events back
    OutputStream body = message.getBody();
    feed.writeTo(message instanceof ServerHttpResponse answer ? new Flushing(body, answer) : body);
  }

  /** Spring's body does not flush: a short event would lie in the server's buffer until the end. */
  private static final class Flushing extends FilterOutputStream {

    private final ServerHttpResponse answer;

    Flushing(OutputStream body, ServerHttpResponse answer) {
      super(body);
      this.answer = answer;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length); // the superclass writes byte by byte
    }

    @Override
    public void flush() throws IOException {
      answer.flush();
    }
  }
}
