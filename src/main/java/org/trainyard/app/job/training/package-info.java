/**
 * One training from stored rows to a trained model, on the calling thread. Knows nothing of the
 * queue, the database or HTTP.
 */
@NullMarked
package org.trainyard.app.job.training;

import org.jspecify.annotations.NullMarked;
