@NullMarked
package org.trainyard.app.job.training;

import org.jspecify.annotations.NullMarked;
