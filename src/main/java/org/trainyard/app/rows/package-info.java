/**
 * The rows of stored data sets as a model sees them: which columns, in whose numbering, and which
 * rows belong to which part of a split. Knows nothing of specifications, networks or the queue.
 */
@NullMarked
package org.trainyard.app.rows;

import org.jspecify.annotations.NullMarked;
