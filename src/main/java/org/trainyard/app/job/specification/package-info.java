/**
 * What a client asks for, as JSON; and the same with every default filled in. Knows nothing of the
 * queue, the database or the running of a job.
 */
@NullMarked
package org.trainyard.app.job.specification;

import org.jspecify.annotations.NullMarked;
