@NullMarked
package org.trainyard.app.job.curve;

import org.jspecify.annotations.NullMarked;
