/** Finds what a client names. Every part that answers about jobs asks it. */
@NullMarked
package org.trainyard.app.job.lookup;

import org.jspecify.annotations.NullMarked;
