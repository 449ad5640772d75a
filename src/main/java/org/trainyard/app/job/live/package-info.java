/**
 * The events of jobs on their way to those who watch. A stream reads the log of events in the
 * database, from where its reader was; whoever trains knows nothing of it and waits for nobody.
 */
@NullMarked
package org.trainyard.app.job.live;

import org.jspecify.annotations.NullMarked;
