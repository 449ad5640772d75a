/**
 * What a job is and what may happen to it: the states, the only moves between them, and the one
 * class that makes them. Knows nothing of HTTP and nothing of training.
 */
@NullMarked
package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.NullMarked;
