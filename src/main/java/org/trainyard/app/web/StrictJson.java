package org.trainyard.app.web;

/**
 * Reads JSON the way request bodies are read, for JSON that comes by another way (a part of an
 * upload, a file) or of which more is to be said than the first thing that is wrong.
 */
public interface StrictJson {

  /**
   * Binds a document.
   *
   * @param json the document in UTF-8
   * @throws ProblemException if it is malformed or does not fit the type; names the place
   */
  <T> T read(byte[] json, Class<T> type);

  /**
   * Binds what fits, so that all that is wrong can be said at once.
   *
   * @param json the document in UTF-8
   * @throws ProblemException if it is malformed, or nothing can be made of it
   */
  <T> ReadPart<T> readPart(byte[] json, Class<T> type);
}
