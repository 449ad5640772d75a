package org.trainyard.app.job.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletResponse;
import org.trainyard.app.job.EventFeed;

class EventFeedWriterTests {

  /** Else the reader of a job that waits sees neither the head of the answer nor its state. */
  @Test
  void sendsAnEventWhenTheFeedSaysSoAndNotWhenTheBufferIsFull() throws IOException {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    EventFeed feed =
        out -> {
          out.write("retry: 3000\n\n".getBytes(StandardCharsets.UTF_8));
          assertThat(answer.isCommitted()).isFalse();
          out.flush();
          assertThat(answer.isCommitted()).isTrue();
        };

    new EventFeedWriter()
        .write(feed, MediaType.TEXT_EVENT_STREAM, new ServletServerHttpResponse(answer));

    assertThat(answer.getContentAsString()).isEqualTo("retry: 3000\n\n");
  }
}
