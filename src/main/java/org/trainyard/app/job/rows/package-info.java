/**
 * The rows of stored data sets as a training sees them: which columns, in whose numbering, and
 * which rows belong to which part. Knows nothing of specifications, networks or the queue.
 */
@NullMarked
package org.trainyard.app.job.rows;

import org.jspecify.annotations.NullMarked;
