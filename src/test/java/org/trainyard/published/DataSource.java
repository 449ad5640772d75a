package org.trainyard.published;

import java.util.Optional;

/** Where the rows of a recipe come from. */
@FunctionalInterface
interface DataSource {

  /** The rows for one run; files give the same to every seed. */
  Examples draw(long seed);

  /** Why there are no rows; empty if there are. */
  default Optional<String> absence() {
    return Optional.empty();
  }
}
