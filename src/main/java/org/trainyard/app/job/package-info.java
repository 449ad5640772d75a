/** Training jobs: the specification, the queue, the run itself and its learning curve. */
@NullMarked
package org.trainyard.app.job;

import org.jspecify.annotations.NullMarked;
