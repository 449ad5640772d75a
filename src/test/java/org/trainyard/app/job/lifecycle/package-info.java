@NullMarked
package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.NullMarked;
