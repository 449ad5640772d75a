@NullMarked
package org.trainyard.app.job.queue;

import org.jspecify.annotations.NullMarked;
