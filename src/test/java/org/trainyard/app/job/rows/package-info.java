@NullMarked
package org.trainyard.app.job.rows;

import org.jspecify.annotations.NullMarked;
