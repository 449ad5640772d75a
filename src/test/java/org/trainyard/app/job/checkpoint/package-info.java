@NullMarked
package org.trainyard.app.job.checkpoint;

import org.jspecify.annotations.NullMarked;
