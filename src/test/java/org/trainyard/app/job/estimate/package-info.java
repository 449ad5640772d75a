@NullMarked
package org.trainyard.app.job.estimate;

import org.jspecify.annotations.NullMarked;
