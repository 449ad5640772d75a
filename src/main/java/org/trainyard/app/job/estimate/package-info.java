/** What a training will cost: its parameters, memory, operations and time on this machine. */
@NullMarked
package org.trainyard.app.job.estimate;

import org.jspecify.annotations.NullMarked;
