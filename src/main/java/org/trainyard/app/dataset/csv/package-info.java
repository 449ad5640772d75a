/**
 * Reads CSV: tells its form from the bytes, its columns from all values, and refuses rather than
 * guesses. Knows nothing of HTTP and of where rows are stored.
 */
@NullMarked
package org.trainyard.app.dataset.csv;

import org.jspecify.annotations.NullMarked;
