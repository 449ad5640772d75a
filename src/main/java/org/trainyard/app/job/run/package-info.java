/**
 * Runs jobs: takes them from the queue, trains on the thread of the queue, saves checkpoints and
 * the learning curve on the way, and ends each run in one of the ways that the life cycle knows.
 */
@NullMarked
package org.trainyard.app.job.run;

import org.jspecify.annotations.NullMarked;
