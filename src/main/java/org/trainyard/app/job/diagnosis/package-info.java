/**
 * Says in words what goes wrong in a training, from the figures of its epochs alone. Knows nothing
 * of the queue, the database or HTTP.
 */
@NullMarked
package org.trainyard.app.job.diagnosis;

import org.jspecify.annotations.NullMarked;
