/**
 * Measures training on a data set that does not fit in memory: {@code
 * scripts/bench-larger-than-memory}.
 */
@NullMarked
package org.trainyard.larger;

import org.jspecify.annotations.NullMarked;
