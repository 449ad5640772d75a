package org.trainyard.app.web;

/**
 * How errors look at addresses whose form is not this service's own, because clients of another
 * system read them there. Everywhere else errors are problem documents (RFC 9457).
 */
public interface ErrorForm {

  /** Whether errors at that path have this form. */
  boolean covers(String path);

  /** The answer to a request that cannot be served. */
  Answer answer(Problem problem);

  /**
   * What the client gets.
   *
   * @param contentType exactly as it is sent
   */
  record Answer(int status, String contentType, String body) {}
}
