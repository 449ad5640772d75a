/** Measurements of the engine; not part of the build of the service. */
@NullMarked
package org.trainyard.benchmark;

import org.jspecify.annotations.NullMarked;
