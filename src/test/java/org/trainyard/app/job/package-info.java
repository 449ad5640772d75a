/** Tests of the queue, of what a client can do with jobs, and of their SQL. */
@NullMarked
package org.trainyard.app.job;

import org.jspecify.annotations.NullMarked;
