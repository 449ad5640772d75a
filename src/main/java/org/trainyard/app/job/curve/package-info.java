/** Learning curves: how they are thinned, and the forms in which they are shown. */
@NullMarked
package org.trainyard.app.job.curve;

import org.jspecify.annotations.NullMarked;
