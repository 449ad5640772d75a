@NullMarked
package org.trainyard.app.job.run;

import org.jspecify.annotations.NullMarked;
