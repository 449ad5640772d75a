/**
 * Checks what a client asks for against the stored data and the models, says all that is wrong with
 * it, and fills every default in. Knows nothing of the queue, the database or the running of a job.
 */
@NullMarked
package org.trainyard.app.job.resolution;

import org.jspecify.annotations.NullMarked;
