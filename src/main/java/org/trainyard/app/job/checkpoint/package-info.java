/** The checkpoints of jobs: files that are whole or refused, and the table that refers to them. */
@NullMarked
package org.trainyard.app.job.checkpoint;

import org.jspecify.annotations.NullMarked;
