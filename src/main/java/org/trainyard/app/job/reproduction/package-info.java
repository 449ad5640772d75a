/** Jobs that train a model again, to see whether every bit is equal. */
@NullMarked
package org.trainyard.app.job.reproduction;

import org.jspecify.annotations.NullMarked;
