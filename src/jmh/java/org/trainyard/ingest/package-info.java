/** Measures how fast the service takes in large CSV files: {@code scripts/bench-ingest}. */
@NullMarked
package org.trainyard.ingest;

import org.jspecify.annotations.NullMarked;
