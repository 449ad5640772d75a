package org.trainyard.app.web;

import org.jspecify.annotations.Nullable;

/** An argument that is made of a whole request: whoever takes it reads the query, too. */
public interface RawRequest {

  /** What stands behind the question mark, encoded; null: nothing. */
  @Nullable String query();
}
