package org.trainyard.app.web.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Counts the bytes of a body whose length nobody has told, and stops at the limit. */
final class CountedRequest extends HttpServletRequestWrapper {

  private final BodyLimit limit;

  CountedRequest(HttpServletRequest request, BodyLimit limit) {
    super(request);
    this.limit = limit;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new CountedStream(super.getInputStream(), limit);
  }

  private static final class CountedStream extends ServletInputStream {

    private final ServletInputStream body;
    private final BodyLimit limit;
    private long count;

    CountedStream(ServletInputStream body, BodyLimit limit) {
      this.body = body;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int next = body.read();
      counted(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = body.read(bytes, offset, length);
      counted(Math.max(0, read));
      return read;
    }

    private void counted(int read) {
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
