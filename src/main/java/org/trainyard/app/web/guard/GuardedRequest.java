package org.trainyard.app.web.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.trainyard.app.web.error.BodyProblem;

/**
 * Counts the bytes of a body whose length nobody has told, stops at the limit, refuses one that
 * drips, and tells a body that breaks off from a mistake of the service.
 */
final class GuardedRequest extends HttpServletRequestWrapper {

  private final BodyLimit limit;

  GuardedRequest(HttpServletRequest request, BodyLimit limit) {
    super(request);
    this.limit = limit;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new GuardedStream(super.getInputStream(), limit);
  }

  private static final class GuardedStream extends ServletInputStream {

    private final ServletInputStream body;
    private final BodyLimit limit;
    private final BodyPace pace = new BodyPace(System::nanoTime);
    private long count;

    GuardedStream(ServletInputStream body, BodyLimit limit) {
      this.body = body;
      this.limit = limit;
    }

    @Override
    public int read() {
      try {
        pace.begin();
        int next = body.read();
        counted(next < 0 ? 0 : 1);
        return next;
      } catch (IOException e) {
        throw BodyProblem.of(e).toException();
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        pace.begin();
        int read = body.read(bytes, offset, length);
        counted(Math.max(0, read));
        return read;
      } catch (IOException e) {
        throw BodyProblem.of(e).toException();
      }
    }

    private void counted(int read) {
      pace.received(read);
      count += read;
      limit
          .problem(count)
          .ifPresent(problem -> {
            throw problem.toException();
          });
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
