package org.trainyard.app.web;

/**
 * Reads JSON the way request bodies are read, for JSON that comes by another way (a part of an
 * upload, a file).
 */
public interface StrictJson {

  /**
   * Binds a document.
   *
   * @param json the document in UTF-8
   * @throws ProblemException if it is malformed or does not fit the type; names the place
   */
  <T> T read(byte[] json, Class<T> type);
}
