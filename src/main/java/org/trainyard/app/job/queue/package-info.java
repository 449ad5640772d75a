/**
 * The queue: which job runs next, and who has the right to run it. Knows jobs by their ids and
 * nothing of what running one means.
 */
@NullMarked
package org.trainyard.app.job.queue;

import org.jspecify.annotations.NullMarked;
