package org.trainyard.app.web;

/** Places in JSON documents (RFC 6901). */
public final class JsonPointer {

  private JsonPointer() {}

  /** A name as one token of a pointer. */
  public static String token(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
