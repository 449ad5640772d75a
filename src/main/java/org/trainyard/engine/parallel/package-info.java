/**
 * Threads that work side by side on disjoint slices of the same data. Knows nothing of networks;
 * how work is divided never changes a result.
 */
@NullMarked
package org.trainyard.engine.parallel;

import org.jspecify.annotations.NullMarked;
