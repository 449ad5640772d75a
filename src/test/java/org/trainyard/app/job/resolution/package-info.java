/** What a client may ask for. */
@NullMarked
package org.trainyard.app.job.resolution;

import org.jspecify.annotations.NullMarked;
