package org.trainyard.app.web;

import java.net.URI;

/** Something with an address of its own; the answer that says it was created names it. */
public interface Located {

  /** The path of the address. */
  URI address();
}
