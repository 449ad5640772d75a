@NullMarked
package org.trainyard.app.job.live;

import org.jspecify.annotations.NullMarked;
